import ExcelJS from 'exceljs';

type WorkbookOf = (sheet: string, head: readonly string[], rows: readonly (readonly string[])[]) => Blob;
/** The console is compiled by rules of its own. */
const CONSOLE = '../../apps/web/src/core/workbook';

describe('a list as a workbook', () => {
  let workbookOf: WorkbookOf;

  beforeAll(async () => {
    ({ workbookOf } = (await import(CONSOLE)) as { workbookOf: WorkbookOf });
  });

  const opened = async (head: string[], rows: string[][]): Promise<string[][]> => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await workbookOf('预警: 发布/2026', head, rows).arrayBuffer());
    const cells: string[][] = [];
    book.worksheets[0]!.eachRow((row) => cells.push(head.map((_title, n) => String(row.getCell(n + 1).value ?? ''))));
    expect(book.worksheets[0]!.name).toBe('预警  发布 2026');
    return cells;
  };

  it('opens again as it was: words of every kind, empty cells, line breaks, more than 26 columns', async () => {
    const rows = [['=1+1', '<b> & "x"', ''], ['𠮷 晴空', ' 空格 ', '一\n二'], ['0012', '\u0007钟', '11-23 24:00']];
    expect(await opened(['甲', '乙', '丙'], rows)).toEqual([['甲', '乙', '丙'], rows[0], rows[1], ['0012', '钟', '11-23 24:00']]);
    const wide = Array.from({ length: 30 }, (_none, n) => `c${n}`);
    expect((await opened(wide, [wide]))[1]).toEqual(wide);
  });

  it('keeps every one of 5,000 rows', async () => {
    const rows = Array.from({ length: 5_000 }, (_none, n) => [`行${n}`, '青石镇']);
    expect((await opened(['a', 'b'], rows)).slice(1)).toEqual(rows);
  });
});
