import type { Actor } from '#platform';
import { stage, type Stage } from '../../../test/harness/stage.js';
import { ChangePerson, ChangeShift, ChangeUnit, FoundJurisdiction, People, PlanShifts, RegisterPerson, RegisterUnit, Shifts, Units } from './index.js';

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

describe('the directory, kept up to date', () => {
  let scene: Stage;
  let actor: Actor;
  let unitId: string;

  beforeAll(async () => {
    scene = await stage();
    const { id } = await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district' }));
    actor = { id: '00000000-0000-7000-8000-000000000001', jurisdictionId: id, unitId: null, personId: null, roles: ['system-admin'] };
    ({ id: unitId } = await scene.command(new RegisterUnit(actor, { name: '区水利局', shortName: '水利局', kind: 'bureau' })));
  });
  afterAll(() => scene.close());

  const person = async (name: string) => (await scene.query(new People(actor, { search: name }))).items[0];
  const register = (name: string) => scene.command(new RegisterPerson(actor, { unitId, name }));

  it('finds a person by the first letters of the pinyin, also under a new name', async () => {
    const { id } = await register('周岩');
    expect((await person('zy'))?.name).toBe('周岩');
    await scene.command(new ChangePerson(actor, id, { version: 1, name: '郑溪', title: '科长' }));
    expect(await person('zx')).toMatchObject({ name: '郑溪', title: '科长', version: 2 });
    expect(await person('zy')).toBeUndefined();
  });

  it('refuses to save what was changed since it was read: person, unit and shift', async () => {
    const known = (await person('zx'))!;
    const stale = { code: 'record.changed-meanwhile' };
    await expect(scene.command(new ChangePerson(actor, known.id, { version: known.version - 1, title: '局长' }))).rejects.toMatchObject(stale);
    await scene.command(new ChangeUnit(actor, unitId, { version: 1, shortName: '区水利' }));
    await expect(scene.command(new ChangeUnit(actor, unitId, { version: 1, shortName: '水务' }))).rejects.toMatchObject(stale);
    await scene.command(new PlanShifts(actor, unitId, { shifts: [{ personId: known.id, fromAt: at(-1), toAt: at(2) }] }));
    const [shift] = (await scene.query(new Shifts(actor, unitId, {}))).items;
    await scene.command(new ChangeShift(actor, shift!.id, { version: 1, toAt: at(3) }));
    await expect(scene.command(new ChangeShift(actor, shift!.id, { version: 1, cancelled: true }))).rejects.toMatchObject(stale);
  });

  it('gives a shift to somebody else, or cancels it: then nobody is on duty', async () => {
    const { id: successor } = await register('李宁');
    const [shift] = (await scene.query(new Shifts(actor, unitId, {}))).items;
    const onDuty = async () => (await scene.query(new Units(actor, { search: '区水利局' }))).items[0]?.onDuty;
    await scene.command(new ChangeShift(actor, shift!.id, { version: shift!.version, personId: successor }));
    expect(await onDuty()).toBe('李宁');
    await expect(scene.command(new ChangeShift(actor, shift!.id, { version: shift!.version + 1, toAt: at(-2) }))).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(scene.command(new ChangeShift(actor, shift!.id, { version: shift!.version + 1, personId: '999999' }))).rejects.toMatchObject({ code: 'directory.person-not-of-unit' });
    await scene.command(new ChangeShift(actor, shift!.id, { version: shift!.version + 1, cancelled: true }));
    expect(await onDuty()).toBeNull();
    expect((await scene.query(new Shifts(actor, unitId, {}))).items).toEqual([]);
  });

  it('lists nobody who has left, and plans no shift for him', async () => {
    const leaver = (await person('zx'))!;
    await scene.command(new ChangePerson(actor, leaver.id, { version: leaver.version, active: false }));
    expect(await person('zx')).toBeUndefined();
    await expect(scene.command(new PlanShifts(actor, unitId, { shifts: [{ personId: leaver.id, fromAt: at(-1), toAt: at(1) }] }))).rejects.toMatchObject({ code: 'directory.person-not-of-unit' });
  });

  it('is another jurisdiction’s business only there', async () => {
    const { id: elsewhere } = await scene.command(new FoundJurisdiction({ name: '松岚区', level: 'district' }));
    const { id } = await register('王敏');
    await expect(scene.command(new ChangePerson({ jurisdictionId: elsewhere }, id, { version: 1, title: '局长' }))).rejects.toMatchObject({ code: 'record.not-found' });
  });
});
