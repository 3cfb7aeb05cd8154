import { testDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { csvOf, linesOf, plainCell, textCell, timeCell, wordCell, type Column } from './sheet.js';

const COLUMNS: readonly Column[] = [
  { title: '地点', cell: textCell('row.place') },
  { title: '时间', cell: timeCell('row.at') },
  { title: '数量', cell: plainCell('row.count') },
  { title: '环节', cell: wordCell('row.state', { open: '未销号', closed: '已销号' }) },
];
const ROWS = `SELECT id, place, at::timestamptz AS at, count, state FROM jsonb_to_recordset($1::jsonb) AS given(id int, place text, at text, count int, state text)`;
const at = '2026-11-22T16:05:59Z';

interface Lines {
  readonly lines: string;
  readonly rows: number;
  readonly last: string | null;
}

describe('a table file', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await testDatabase()));
  afterAll(() => database.drop());

  const page = async (rows: object[]): Promise<Lines> => (await database.query<Lines>(linesOf(COLUMNS, ROWS), [JSON.stringify(rows)]))[0]!;
  const write = async (...pages: string[]): Promise<string> => {
    let text = '';
    const given = async function* (): AsyncGenerator<string> {
      yield* pages;
    };
    for await (const part of csvOf(COLUMNS, given())) text += part;
    return text;
  };

  it('has a heading and every row of every page, newest first, and Beijing time to the minute', async () => {
    const { lines, rows, last } = await page([
      { id: 1, place: '北门', at, count: 3, state: 'open' },
      { id: 2, place: '南门', at: null, count: null, state: 'closed' },
    ]);
    expect([rows, last]).toEqual([2, '1']);
    expect(await write(lines, lines)).toBe(`\uFEFF地点,时间,数量,环节\r\n${'"南门",,,已销号\r\n"北门",2026-11-23 00:05,3,未销号\r\n'.repeat(2)}`);
  });

  it('is a heading alone when nothing was found', async () => {
    expect(await page([])).toEqual({ lines: '', rows: 0, last: null });
    expect(await write()).toBe('\uFEFF地点,时间,数量,环节\r\n');
  });

  it.each([
    ['一,二', '"一,二"'],
    ['说"好"', '"说""好"""'],
    ['一\n二', '"一\n二"'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@x', `"'@x"`],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['一-二', '"一-二"'],
    ['反\\斜&杠', '"反\\斜&杠"'],
    ['', '""'],
    [null, ''],
  ])('writes %j so that it is read as text', async (place, cell) => {
    expect((await page([{ id: 1, place, at, count: 0, state: 'open' }])).lines).toBe(`${cell},2026-11-23 00:05,0,未销号\r\n`);
  });

  it('asks for the next page only when the last was taken', async () => {
    let asked = 0;
    const pages = async function* (): AsyncGenerator<string> {
      for (; ; asked++) yield `${asked}\r\n`;
    };
    const parts = csvOf(COLUMNS, pages());
    await parts.next();
    await parts.next();
    expect(asked).toBe(0);
    await parts.next();
    expect(asked).toBe(1);
    await parts.return(undefined);
  });
});
