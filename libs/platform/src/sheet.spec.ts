import { csvOf, type Column } from './sheet.js';

interface Row {
  readonly place: string | null;
  readonly at: Date;
  readonly count: number;
}

const COLUMNS: readonly Column<Row>[] = [
  { title: '地点', of: (row) => row.place },
  { title: '时间', of: (row) => row.at },
  { title: '数量', of: (row) => row.count },
];
const at = new Date('2026-11-22T16:05:00Z');

async function* pagesOf(...pages: Row[][]): AsyncGenerator<Row[]> {
  yield* pages;
}

describe('a table file', () => {
  const write = async (...pages: Row[][]): Promise<string> => {
    let text = '';
    for await (const part of csvOf(COLUMNS, pagesOf(...pages))) text += part;
    return text;
  };

  it('has a heading, every row of every page, and Beijing time', async () => {
    const page = [{ place: '北门', at, count: 3 }];
    expect(await write(page, page)).toBe('\uFEFF地点,时间,数量\r\n北门,2026-11-23 00:05,3\r\n北门,2026-11-23 00:05,3\r\n');
  });

  it('is a heading alone when nothing was found', async () => expect(await write()).toBe('\uFEFF地点,时间,数量\r\n'));

  it.each([
    ['一,二', '"一,二"'],
    ['说"好"', '"说""好"""'],
    ['一\n二', '"一\n二"'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    [null, ''],
  ])('writes %j so that it is read as text', async (place, cell) => {
    expect((await write([{ place, at, count: 0 }])).split('\r\n').slice(1).join('\r\n')).toBe(`${cell},2026-11-23 00:05,0\r\n`);
  });

  it('asks for the next page only when the last was taken', async () => {
    let asked = 0;
    const pages = async function* (): AsyncGenerator<Row[]> {
      for (; ; asked++) yield [{ place: '北门', at, count: asked }];
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
