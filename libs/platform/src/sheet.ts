/** One column of a table that leaves the product as a file: its heading, and what stands in its cells. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number | Date | null;
}

/** Spreadsheets of Windows read UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet would take for a formula: anybody may write a place or a name, and an officer opens the file. */
const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;
const BEIJING = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** Table as CSV (RFC 4180), page by page: the next page is asked for when the last was taken. Times are Beijing time. */
export async function* csvOf<Row>(columns: readonly Column<Row>[], pages: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lineOf(columns.map(({ title }) => title));
  for await (const rows of pages) yield rows.map((row) => lineOf(columns.map((column) => column.of(row)))).join('');
}

const lineOf = (cells: readonly (string | number | Date | null)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: string | number | Date | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return BEIJING.format(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
