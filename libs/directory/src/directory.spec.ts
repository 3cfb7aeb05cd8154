import { stage, type Stage } from '../../../test/harness/stage.js';
import { DefineGroup, FoundJurisdiction, Groups, PlanShifts, RegisterPerson, RegisterUnit, Units } from './index.js';
import type { Actor } from '#platform';

describe('the directory', () => {
  let scene: Stage;
  let actor: Actor;

  beforeAll(async () => {
    scene = await stage();
    const { id } = await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district' }));
    actor = { id: '00000000-0000-7000-8000-000000000001', jurisdictionId: id, unitId: null, personId: null, roles: ['system-admin'] };
  });
  afterAll(() => scene.close());

  const unit = (name: string, kind: 'bureau' | 'township' | 'subdistrict', attributes: string[] = []) =>
    scene.command(new RegisterUnit(actor, { name, shortName: name, kind, attributes }));

  it('resolves a group to the units of its kinds and attributes', async () => {
    await unit('青山镇', 'township');
    await unit('桥东街道', 'subdistrict');
    await unit('河西街道', 'subdistrict', ['farmland']);
    await scene.command(new DefineGroup(actor, { name: '各乡镇街', rules: [{ kinds: ['township', 'subdistrict'] }] }));
    await scene.command(
      new DefineGroup(actor, { name: '各乡镇、涉农街道', rules: [{ kinds: ['township'] }, { kinds: ['subdistrict'], attributes: ['farmland'] }] }),
    );
    const { items } = await scene.query(new Groups(actor));
    expect(items.map((group) => [group.name, group.sample])).toEqual([
      ['各乡镇街', ['青山镇', '桥东街道', '河西街道']],
      ['各乡镇、涉农街道', ['青山镇', '河西街道']],
    ]);
  });

  it('lets a group be defined anew without keeping its former rules', async () => {
    await scene.command(new DefineGroup(actor, { name: '各乡镇街', rules: [{ kinds: ['township'] }] }));
    const { items } = await scene.query(new Groups(actor));
    expect(items.find((group) => group.name === '各乡镇街')?.sample).toEqual(['青山镇']);
  });

  it('refuses a second unit of the same name', async () => {
    await expect(unit('青山镇', 'township')).rejects.toMatchObject({ code: 'directory.unit-name-taken' });
  });

  it('finds a unit by the first letters of its pinyin', async () => {
    await unit('区住建局', 'bureau');
    const { items } = await scene.query(new Units(actor, { search: 'qzjj' }));
    expect(items.map((row) => row.name)).toEqual(['区住建局']);
  });

  it('knows who is on duty now, the later entry winning', async () => {
    const { id: unitId } = await unit('区水利局', 'bureau');
    const first = await scene.command(new RegisterPerson(actor, { unitId, name: '周岩' }));
    const second = await scene.command(new RegisterPerson(actor, { unitId, name: '郑溪' }));
    const hours = { fromAt: new Date(Date.now() - 3_600_000).toISOString(), toAt: new Date(Date.now() + 3_600_000).toISOString() };
    await scene.command(new PlanShifts(actor, unitId, { shifts: [{ personId: first.id, ...hours }] }));
    await scene.command(new PlanShifts(actor, unitId, { shifts: [{ personId: second.id, ...hours }] }));
    const { items } = await scene.query(new Units(actor, { search: '区水利局' }));
    expect(items[0]?.onDuty).toBe('郑溪');
  });

  it('refuses a shift that ends before it begins, at its field', async () => {
    const { id: unitId } = await unit('区商务局', 'bureau');
    const { id: personId } = await scene.command(new RegisterPerson(actor, { unitId, name: '何静' }));
    const shift = { personId, fromAt: '2026-11-23T08:00:00+08:00', toAt: '2026-11-23T20:00:00+08:00' };
    const backwards = { ...shift, toAt: shift.fromAt };
    await expect(scene.command(new PlanShifts(actor, unitId, { shifts: [shift, backwards] }))).rejects.toMatchObject({ code: 'input.invalid', faults: [{ field: 'shifts.1.toAt', code: 'shift.ends-before-it-begins' }] });
  });

  it('writes every change to the journal in the transaction that made it', async () => {
    const rows = await scene.database.query<{ type: string; n: number }>('SELECT type, count(*)::int AS n FROM journal GROUP BY type ORDER BY type');
    expect(rows.map((row) => row.type)).toEqual(['directory.group-defined', 'directory.person-registered', 'directory.shifts-planned', 'directory.unit-registered']);
  });
});
