import ExcelJS from 'exceljs';
import { beijingTime, type Actor } from '#platform';
import { FoundJurisdiction, People, RegisterUnit, Units } from '#directory';
import { stage, type Stage } from '../../../../test/harness/stage.js';
import { AnnotateRoster, ImportRoster } from '../index.js';
import { degreesIn } from './words.js';

type Sheets = Readonly<Record<string, readonly (readonly unknown[])[]>>;

async function workbook(sheets: Sheets): Promise<{ name: string; bytes: Uint8Array }> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map((row) => [...row]));
  return { name: '名册.xlsx', bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

describe('批量导入', () => {
  let scene: Stage;
  let actor: Actor;

  beforeAll(async () => {
    scene = await stage();
    const { id } = await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district' }));
    actor = { id: '00000000-0000-7000-8000-000000000001', jurisdictionId: id, unitId: null, personId: null, roles: ['system-admin'] };
    await scene.command(new RegisterUnit(actor, { name: '青石镇', shortName: '青石镇', kind: 'township' }));
  });
  afterAll(() => scene.close());

  const GOOD: Sheets = {
    人员: [['人员名册'], ['姓名*', '职务', '所在单位', '负责人'], ['周岩', '镇长', '青石镇', '是'], [], ['李宁', '', ' 宏远铸造厂 ', '']],
    单位: [['单位名称', '类别', '所属单位', '属性'], ['宏远铸造厂', '企业', '青石镇', '重点源、白名单'], ['青石镇', '乡镇', '', '']],
    排班: [['值班单位', '值班人', '上岗时间', '下岗时间'], ['青石镇', '周岩', '2026-11-23 08:00', '2026年11月23日24时']],
  };
  const look = async (sheets: Sheets, keep = false) => scene.command(new ImportRoster(actor, await workbook(sheets), keep), actor);
  const counted = async () => (await scene.database.query<{ n: number }>('SELECT (SELECT count(*) FROM directory_unit)::int + (SELECT count(*) FROM directory_person)::int + (SELECT count(*) FROM directory_shift)::int AS n'))[0]!.n;

  it('says what a workbook would add, whatever the order of its sheets, and keeps nothing', async () => {
    const before = await counted();
    expect(await look(GOOD)).toMatchObject({ rows: 5, units: 1, people: 2, shifts: 1, known: 1, kept: false, faults: [] });
    expect(await counted()).toBe(before);
  });

  it('names every fault by sheet, row, column and advice; with one of them not a row is kept', async () => {
    const bad: Sheets = {
      ...GOOD,
      人员: [['姓名', '所在单位', '职务', '负责人'], ['', '青石镇', '', '是'], ['王敏', '没有的局', '', '也许']],
      排班: [['值班单位', '值班人', '上岗时间', '下岗时间'], ['青石镇', '周岩', '2026-11-23 08:00', '2026-11-23 07:00'], ['青石镇', '', '二十三日', '2026-11-31 08:00']],
    };
    const before = await counted();
    const { faults } = await look(bad);
    expect(faults.map(({ sheet, row, head }) => `${sheet} ${row} ${head}`)).toEqual(['人员 2 姓名', '人员 3 所在单位', '人员 3 负责人', '排班 2 值班人', '排班 2 下岗时间', '排班 3 值班人', '排班 3 上岗时间', '排班 3 下岗时间']);
    await expect(look(bad, true)).rejects.toMatchObject({ code: 'duty.roster-has-faults' });
    expect(await counted()).toBe(before);
    const back = new ExcelJS.Workbook();
    await back.xlsx.load((await scene.command(new AnnotateRoster(actor, await workbook(bad)), actor)).buffer as ArrayBuffer);
    expect(JSON.stringify(back.getWorksheet('人员')!.getCell('B3').note)).toContain('没有的局');
    expect(back.worksheets.at(-1)!.name).toBe('问题清单');
  });

  it('keeps it whole; sent again it finds everything there already', async () => {
    expect(await look(GOOD, true)).toMatchObject({ units: 1, people: 2, shifts: 1, kept: true });
    const [factory] = (await scene.query(new Units(actor, { search: '宏远' }))).items;
    expect(factory).toMatchObject({ kind: 'enterprise', parentName: '青石镇', attributes: ['key_source', 'whitelist'] });
    expect((await scene.query(new People(actor, {}))).items.map(({ name, title, unitName, isHead }) => [name, title, unitName, isHead])).toEqual([['周岩', '镇长', '青石镇', true], ['李宁', null, '宏远铸造厂', false]]);
    const [shift] = await scene.database.query<{ from_at: Date; to_at: Date }>('SELECT from_at, to_at FROM directory_shift');
    expect([shift!.from_at.toISOString(), shift!.to_at.toISOString()]).toEqual(['2026-11-23T00:00:00.000Z', '2026-11-23T16:00:00.000Z']);
    expect(await look({ ...GOOD, 排班: [] })).toMatchObject({ units: 0, people: 0, known: 4, faults: [] });
  });

  it('takes a place in two columns, which may be missing or empty, and names what is no place at its cell', async () => {
    const heads = ['单位名称', '类别', '经度', '纬度'];
    const wrong = [['甲厂', '企业', 120.45, ''], ['乙厂', '企业', '', '41.57'], ['丙厂', '企业', 41.57, 120.45], ['丁厂', '企业', '东经120度', '41.57']];
    const { faults } = await look({ 单位: [heads, ...wrong] });
    expect(faults.map(({ row, head }) => `${row} ${head}`)).toEqual(['2 纬度', '3 经度', '4 纬度', '5 经度']);
    expect(faults[2]!.advice).toMatch(/-90 到 90/);
    await look({ 单位: [heads, ['戊厂', '企业', 120.450331, '41.57012°'], ['己厂', '企业', '', '']] }, true);
    const placed = async (search: string) => (await scene.query(new Units(actor, { search }))).items.map(({ longitude, latitude }) => [longitude, latitude]);
    expect([await placed('戊厂'), await placed('己厂'), await placed('宏远')]).toEqual([[[120.450331, 41.57012]], [[null, null]], [[null, null]]]);
    // Entries can never be removed, so no coordinate ever stands in one.
    expect(JSON.stringify(await scene.database.query('SELECT * FROM journal'))).not.toMatch(/120\.45|41\.57/);
    for (const words of ['', '-', '1e2', '90.1', '41,57']) expect(degreesIn(words, 90)).toBeNull();
    expect([degreesIn('４１．５７', 90), degreesIn('-33.8688197', 90), degreesIn('90', 90)]).toEqual([41.57, -33.86882, 90]);
  });

  it('changes a unit that stands there where its row says something else; told row by row before, and empty cells take nothing away', async () => {
    const heads = ['单位名称', '简称', '类别', '所属单位', '属性', '经度', '纬度'];
    const rows = [['戊厂', '', '企业', '', '', 120.450331, 41.57012], ['己厂', '己', '企业', '戊厂', '重点源', 120.46, 41.58], ['宏远铸造厂', '', '企业', '', '', '', ''], ['庚厂', '', '企业', '', '', '', '']];
    const before = await counted();
    const seen = await look({ 单位: [heads, ...rows] });
    expect(seen).toMatchObject({ units: 1, changed: 1, known: 2, kept: false, faults: [] });
    expect(seen.lines.map(({ row, table, name, change }) => [row, table, name, change])).toEqual([[2, 'unit', '戊厂', 'unchanged'], [3, 'unit', '己厂', 'changed'], [4, 'unit', '宏远铸造厂', 'unchanged'], [5, 'unit', '庚厂', 'new']]);
    expect(seen.lines[1]!.fields).toEqual([
      { head: '简称', before: '己厂', after: '己' },
      { head: '所属单位', before: '', after: '戊厂' },
      { head: '属性', before: '', after: '重点源' },
      { head: '经度、纬度', before: '', after: '120.46, 41.58' },
    ]);
    expect(await counted()).toBe(before);
    expect(await look({ 单位: [heads, ...rows] }, true)).toMatchObject({ units: 1, changed: 1, kept: true });
    const unit = async (search: string) => (await scene.query(new Units(actor, { search }))).items[0];
    expect(await unit('己厂')).toMatchObject({ shortName: '己', parentName: '戊厂', attributes: ['key_source'], longitude: 120.46, latitude: 41.58 });
    expect(await unit('戊厂')).toMatchObject({ longitude: 120.450331, latitude: 41.57012 });
    expect(await unit('宏远')).toMatchObject({ parentName: '青石镇', attributes: ['key_source', 'whitelist'] });
    expect(await look({ 单位: [heads, ...rows] })).toMatchObject({ units: 0, changed: 0, known: 4 });
    expect(JSON.stringify(await scene.database.query('SELECT * FROM journal'))).not.toMatch(/120\.4|41\.5/);
  });

  it('changes no unit while a row is wrong, and no kind at all: that would be another unit', async () => {
    const heads = ['单位名称', '类别', '经度', '纬度'];
    const bad: Sheets = { 单位: [heads, ['己厂', '企业', 120.99, 41.99], ['戊厂', '乡镇', '', ''], ['己厂', '企业', '', '']] };
    const { faults, lines } = await look(bad);
    expect(faults.map(({ row, head, advice }) => `${row} ${head} ${advice}`)).toEqual(['3 类别 通讯录里是“企业”，导入不改类别', '4 单位名称 本表中重复，请删去一行']);
    expect(lines.map(({ row, change }) => `${row} ${change}`)).toEqual(['2 changed']);
    await expect(look(bad, true)).rejects.toMatchObject({ code: 'duty.roster-has-faults' });
    expect((await scene.query(new Units(actor, { search: '己厂' }))).items[0]).toMatchObject({ longitude: 120.46 });
  });

  it('reads the times that people write, by Beijing’s clock, and no day that does not exist', () => {
    for (const words of ['2026-11-23 08:00', '2026/11/23 8:00', '2026年11月23日8时', '2026-11-23T08:00:00']) expect(beijingTime(words)?.toISOString()).toBe('2026-11-23T00:00:00.000Z');
    for (const words of ['', '11-23 08:00', '2026-11-31 08:00', '2026-11-23 25:00', '2026-11-23 24:30']) expect(beijingTime(words)).toBeNull();
  });
});
