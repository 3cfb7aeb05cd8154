import { parse, stringify } from 'yaml';
import { OpenOccurrences, TellMissingHolidays } from '#duty';
import { LoadAccount } from '#identity';
import { ImportPlan, PublishPlan, SeedHolidays, SetHolidayYear, type Recurrence } from '#plan';
import type { Actor } from '#platform';
import { DEMO_PLAN, demoDistrict } from '../../libs/plan/spec/demo-district.js';
import { stage, type Stage } from '../harness/stage.js';
import { Engine } from '../properties/engine.js';

const THURSDAY: Recurrence = { freq: 'weekly', byDay: 'TH', holidayShiftDays: -2, dayKind: 'calendar' };
const SPRING_2022 = [
  ...['01-29', '01-30'].map((day) => ({ day: `2022-${day}`, type: 'work' as const, name: '春节' })),
  ...['01-31', '02-01', '02-02', '02-03', '02-04', '02-05', '02-06'].map((day) => ({ day: `2022-${day}`, type: 'off' as const, name: '春节' })),
];

describe('the duties of a plan in force', () => {
  let scene: Stage;
  let engine: Engine;
  let office: Actor;
  let unitIds: ReadonlyMap<string, string>;

  const at = (instant: string) => scene.database.query(`UPDATE test_clock SET shift = $1::timestamptz - statement_timestamp()`, [instant]);
  /** Its timetable and its engine, at one moment. */
  async function morning(instant: string): Promise<void> {
    await at(instant);
    await scene.command(new OpenOccurrences());
    await engine.comesToRest();
  }
  const told = async (kind: string) =>
    (await scene.database.query<{ unit: string; facts: { dueOn?: string; year?: number } }>(`SELECT unit_id::text AS unit, facts FROM notification_delivery WHERE kind = $1 AND channel = 'in_app' ORDER BY id`, [kind]))
      .map(({ unit, facts }) => `${[...unitIds].find(([, id]) => id === unit)?.[0]} ${facts.dueOn ?? facts.year}`);

  beforeAll(async () => {
    scene = await stage();
    engine = await Engine.of(scene);
    const district = await demoDistrict(scene);
    ({ importer: office, unitIds } = district);
    await at('2022-01-26T12:00:00+08:00');
    await scene.command(new SeedHolidays());
    const raw = parse(DEMO_PLAN) as { measures: { no: string; phase: string }[] };
    const weekly = { no: '周报', phase: 'safeguard', path: [], title: '周报告', requirement: '每周报送工作进展。', deadline: { kind: 'recurring', text: '每周四下午（遇节假日为节假日前2天）', recurrence: { ...THURSDAY, timeFrom: '12:00' } }, responsible: ['青石镇', '柳湾镇'] };
    const kept = raw.measures.filter(({ phase }) => phase === 'emergency');
    const { id } = await scene.command(new ImportPlan(office, { sourceName: '周.yaml', format: 'qingkong.plan/1', text: stringify({ ...raw, measures: [weekly, ...kept] }, { aliasDuplicateObjects: false }) }));
    await scene.command(new PublishPlan(district.publisher, id, { reason: '试' }));
  });
  afterAll(() => scene.close());

  it('are told on their Thursday at eight, not before, and once', async () => {
    await morning('2022-01-27T07:59:00+08:00');
    expect(await told('duty.due')).toEqual([]);
    await morning('2022-01-27T08:00:30+08:00');
    await morning('2022-01-27T10:00:00+08:00');
    expect((await told('duty.due')).sort()).toEqual(['柳湾镇 2022-01-27', '青石镇 2022-01-27']);
  });

  it('are told two days before Spring Festival, on a Saturday that is worked, and not on the Thursday within it', async () => {
    await morning('2022-01-28T12:00:00+08:00');
    expect(await told('duty.due')).toHaveLength(2);
    await morning('2022-01-29T08:00:30+08:00');
    expect((await told('duty.due')).slice(2).sort()).toEqual(['柳湾镇 2022-01-29', '青石镇 2022-01-29']);
    for (const day of ['01-30', '02-03', '02-04', '02-07']) await morning(`2022-${day}T09:00:00+08:00`);
    expect(await told('duty.due')).toHaveLength(4);
    await morning('2022-02-10T09:00:00+08:00');
    expect((await told('duty.due')).slice(4).map((line) => line.slice(-10))).toEqual(['2022-02-10', '2022-02-10']);
    const [{ n }] = (await scene.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM journal WHERE type = 'duty.came-due'`)) as [{ n: number }];
    expect(n).toBe(3);
  });

  it('move when holidays are entered before anybody was told', async () => {
    await morning('2022-03-02T12:00:00+08:00');
    const waiting = () => scene.database.query<{ due: string }>(`SELECT due_on::text AS due FROM duty_occurrence WHERE ring_at IS NOT NULL`);
    expect((await waiting()).map(({ due: day }) => day)).toEqual(['2022-03-03', '2022-03-03']);
    await scene.command(new SetHolidayYear(office, 2022, { days: [...SPRING_2022, { day: '2022-03-03', type: 'off', name: '临时放假' }], source: '通知', version: 1 }), office);
    // Two days before is Tuesday the first, which has passed: it is told at once, and on Thursday not again.
    await morning('2022-03-02T13:00:00+08:00');
    expect([await waiting(), (await told('duty.due')).filter((line) => line.endsWith('2022-03-01')).length]).toEqual([[], 2]);
    await morning('2022-03-03T09:00:00+08:00');
    expect((await told('duty.due')).filter((line) => line.endsWith('2022-03-03'))).toEqual([]);
  });

  it('end with the plan that asked for them', async () => {
    await morning('2022-03-09T12:00:00+08:00');
    const { id } = await scene.command(new ImportPlan(office, { sourceName: '新.yaml', format: 'qingkong.plan/1', text: DEMO_PLAN }));
    await scene.command(new PublishPlan({ ...office, id: '00000000-0000-7000-8000-000000000009' }, id, { reason: '试' }));
    await morning('2022-03-10T09:00:00+08:00');
    expect((await told('duty.due')).filter((line) => line.endsWith('2022-03-10'))).toEqual([]);
    expect(await scene.database.query(`SELECT 1 FROM duty_occurrence WHERE ring_at IS NOT NULL`)).toEqual([]);
  });

  it('ask the command office, once, for a year whose holidays nobody entered', async () => {
    await scene.command(new LoadAccount(office.jurisdictionId, { username: 'zhiban', name: '值班', unitId: unitIds.get('区重污染天气应急指挥部办公室') ?? unitIds.get('区生态环境分局')!, personId: null, roles: ['duty-officer'], password: 'Rain-on-seven-roofs-2026' }));
    await at('2026-10-31T12:00:00+08:00');
    expect(await scene.command(new TellMissingHolidays())).toBe(0);
    await at('2026-11-01T12:00:00+08:00');
    expect([await scene.command(new TellMissingHolidays()), await scene.command(new TellMissingHolidays())]).toEqual([1, 0]);
    expect((await told('holidays.missing')).map((line) => line.slice(-4))).toEqual(['2027']);
  });
});
