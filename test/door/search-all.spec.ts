import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

interface Find {
  readonly kind: string;
  readonly id: string;
  readonly text: string;
  readonly note: string | null;
}

/** 全局查找 by Ctrl+K, and the questions of a page that nobody has signed in to. */
describe('finding', () => {
  let city: City;
  let number: string;

  beforeAll(async () => {
    city = await City.wakes();
    const { warning } = await new Desk(city).issues('orange');
    number = (await city.person('zhiban01').reads<{ number: string }>(`/warnings/${warning}`)).number;
  });
  afterAll(() => city.sleeps());

  const finds = async (who: string, text: string): Promise<Find[]> => (await city.person(who).reads<{ items: Find[] }>(`/search?text=${encodeURIComponent(text)}`)).items;
  const named = async (who: string, text: string): Promise<string[]> => (await finds(who, text)).map(({ kind, text: found, note }) => [kind, found, ...(note ? [note] : [])].join(' '));

  it('gives a duty officer units, people and lists, by Chinese and by pinyin initials', async () => {
    expect(await named('zhiban01', '青石')).toEqual(expect.arrayContaining(['unit 青石镇', `checklist ${number} 青石镇`]));
    expect(await named('zhiban01', 'qsz')).toEqual(expect.arrayContaining(['unit 青石镇']));
    expect(await named('zhiban01', 'cld')).toEqual(expect.arrayContaining(['person 陈立东 区重污染天气应急指挥部办公室']));
    expect(await named('shenpi01', number)).toEqual(expect.arrayContaining([`warning ${number}`, `response ${number}`]));
  });

  it('gives each only what he may open', async () => {
    expect(new Set((await finds('xitong01', '青石')).map(({ kind }) => kind))).toEqual(new Set(['unit']));
    expect(await named('qingshi', number)).toEqual([`checklist ${number}`]);
    expect(await finds('qingshi', '柳湾')).toEqual([]);
    for (const who of ['anquan01', 'shenji01', 'xuncha01']) expect(await finds(who, '青石')).toEqual([]);
  });

  it('asks who is signed in without making it a fault that nobody is', async () => {
    const reply = await fetch(`${city.url}/api/v1/session`);
    expect([reply.status, await reply.text()]).toEqual([204, '']);
    const forged = await fetch(`${city.url}/api/v1/session`, { headers: { cookie: `qk_session=${'A'.repeat(43)}` } });
    expect(forged.status).toBe(204);
  });
});
