export default {
  sheet: {
    file: 'File',
    choose: 'Choose a file',
    checking: 'Checking…',
    fine: 'All {rows} rows can be imported.',
    faults: 'Rows: {rows}; cells to be corrected: {n}',
    nothing: 'Nothing in it is new or changes anything.',
    sheet: 'Sheet',
    row: 'Row',
    head: 'Column',
    advice: 'What to correct',
    go: 'Import all',
  },
};
