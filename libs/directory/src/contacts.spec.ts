import { stage, type Stage } from '../../../test/harness/stage.js';
import {
  AskContactCode,
  ContactCodes,
  Contacts,
  EndContact,
  FoundJurisdiction,
  RegisterContact,
  RegisterPerson,
  RegisterUnit,
  UnitsOutOfReach,
  VerifyContact,
  VouchForContact,
  type ContactChannel,
} from './index.js';
import type { Actor } from '#platform';

describe('contacts', () => {
  let scene: Stage;
  let admin: Actor;
  let head: Actor;
  let commander: Actor;
  let unitId: string;
  let neighbour: string;
  let personId: string;

  beforeAll(async () => {
    scene = await stage();
    const { id: jurisdictionId } = await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district' }));
    const actor = (n: number, role: string, unit: string | null): Actor => ({ id: `00000000-0000-7000-8000-00000000000${n}`, jurisdictionId, unitId: unit, personId: null, roles: [role] });
    admin = actor(1, 'system-admin', null);
    const unit = async (name: string) => (await scene.command(new RegisterUnit(admin, { name, shortName: name, kind: 'township' }))).id;
    unitId = await unit('青山镇');
    neighbour = await unit('河西镇');
    personId = (await scene.command(new RegisterPerson(admin, { unitId, name: '周岩' }))).id;
    head = actor(2, 'unit-head', unitId);
    commander = actor(3, 'commander', null);
  });
  afterAll(() => scene.close());

  let n = 0;
  const register = (actor: Actor, more: Partial<{ unitId: string; personId: string | null; channel: ContactChannel; address: string }> = {}) =>
    scene.command(new RegisterContact(actor, { unitId, channel: 'mobile', address: `1380013${String(8000 + n++)}`, ...more }));
  const face = () => scene.database.query<{ channel: string; person_id: string; address: string }>(`SELECT channel, person_id, address FROM directory_face_contacts('${admin.jurisdictionId}') ORDER BY contact_id`);
  const codeOf = async (id: string): Promise<string> => {
    const [row] = await scene.database.query<{ id: string }>('SELECT id FROM directory_contact_code WHERE contact_id = $1 ORDER BY id DESC LIMIT 1', [id]);
    return (await scene.module.get(ContactCodes, { strict: false }).digits(row!.id))!;
  };
  const wrong = (digits: string): string => String((Number(digits) + 1) % 1_000_000).padStart(6, '0');
  const clock = (minutes: number) => scene.database.query('UPDATE test_clock SET shift = shift + make_interval(mins => $1)', [minutes]);

  it('counts only once it is verified, and no longer once it has ended', async () => {
    const { id } = await register(admin, { personId, address: '139 0013 9000' });
    expect(await face()).toEqual([]);
    await scene.command(new VouchForContact(admin, id));
    expect(await face()).toEqual([{ channel: 'mobile', person_id: personId, address: '13900139000' }]);
    await scene.command(new EndContact(admin, id));
    expect(await face()).toEqual([]);
  });

  it('stands once for one owner, however it is written; what had ended begins anew, unverified', async () => {
    const { id } = await register(admin, { channel: 'email', address: 'Duty@example.cn' });
    await expect(register(admin, { channel: 'email', address: 'duty@EXAMPLE.cn ' })).rejects.toMatchObject({ code: 'contact.known' });
    await register(admin, { channel: 'email', address: 'duty@example.cn', personId });
    await scene.command(new VouchForContact(admin, id));
    await scene.command(new EndContact(admin, id));
    expect(await register(admin, { channel: 'email', address: 'duty@example.cn' })).toEqual({ id });
    expect((await face()).filter((contact) => contact.channel === 'email')).toEqual([]);
  });

  it('says at its field what is no address of the channel', async () => {
    await expect(register(admin, { address: '12345' })).rejects.toMatchObject({ code: 'input.invalid', faults: [{ field: 'address', code: 'contact.no-mobile' }] });
    await expect(register(admin, { channel: 'webhook', address: 'http://gw.example.cn' })).rejects.toMatchObject({ faults: [{ field: 'address', code: 'contact.no-webhook' }] });
  });

  it('is kept by a head for his own unit only, and by nobody for a person of another unit', async () => {
    const { id } = await register(head);
    await scene.command(new VouchForContact(head, id));
    await expect(register(head, { unitId: neighbour })).rejects.toMatchObject({ code: 'record.not-found' });
    await expect(register(admin, { unitId: neighbour, personId })).rejects.toMatchObject({ code: 'record.not-found' });
    const foreign = await register(admin, { unitId: neighbour });
    const notThere = { code: 'record.not-found' };
    await expect(scene.command(new EndContact(head, foreign.id))).rejects.toMatchObject(notThere);
    await expect(scene.command(new VouchForContact(head, foreign.id))).rejects.toMatchObject(notThere);
    await expect(scene.command(new AskContactCode(head, foreign.id))).rejects.toMatchObject(notThere);
    await expect(scene.command(new VerifyContact(head, foreign.id, { code: '123456' }))).rejects.toMatchObject(notThere);
    const seen = await scene.query(new Contacts(head, {}));
    expect(new Set(seen.items.map((contact) => contact.unitName))).toEqual(new Set(['青山镇']));
  });

  it('shows addresses to those who keep them, and a mask to the others', async () => {
    await register(admin, { address: '13700137000', personId });
    const addressFor = async (actor: Actor) => (await scene.query(new Contacts(actor, { personId, channel: 'mobile' }))).items.map((contact) => contact.address);
    expect(await addressFor(admin)).toEqual(['13700137000']);
    expect(await addressFor(head)).toEqual(['13700137000']);
    expect(await addressFor(commander)).toEqual(['137****7000']);
  });

  it('is verified by the digits that were sent to it', async () => {
    const { id } = await register(admin);
    const { validUntil } = await scene.command(new AskContactCode(admin, id));
    expect(validUntil).toBeInstanceOf(Date);
    await scene.command(new VerifyContact(admin, id, { code: await codeOf(id) }));
    const [row] = await scene.database.query('SELECT verified_how, verified_by FROM directory_contact WHERE id = $1 AND verified_at IS NOT NULL', [id]);
    expect(row).toEqual({ verified_how: 'code', verified_by: admin.id });
  });

  it('counts wrong digits although it refuses them: after five the right ones are refused too', async () => {
    const { id } = await register(admin);
    await scene.command(new AskContactCode(admin, id));
    const digits = await codeOf(id);
    for (const left of [4, 3, 2, 1, 0]) {
      await expect(scene.command(new VerifyContact(admin, id, { code: wrong(digits) }))).rejects.toMatchObject({ code: 'contact.code-wrong', facts: { left } });
    }
    await expect(scene.command(new VerifyContact(admin, id, { code: digits }))).rejects.toMatchObject({ code: 'contact.code-spent' });
  });

  it('lets no more than five tries through when many are made at once', async () => {
    const { id } = await register(admin);
    await scene.command(new AskContactCode(admin, id));
    const digits = await codeOf(id);
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => scene.command(new VerifyContact(admin, id, { code: wrong(digits) }))));
    const codes = tries.map((one) => (one as PromiseRejectedResult).reason.code as string);
    expect(codes.filter((code) => code === 'contact.code-wrong').length).toBe(5);
    expect(codes.filter((code) => code === 'contact.code-spent').length).toBe(7);
  });

  it('sends codes sparingly: one a minute and five an hour to one contact; ten minutes long they are good', async () => {
    const { id } = await register(admin);
    const asks = () => scene.command(new AskContactCode(admin, id));
    await asks();
    await expect(asks()).rejects.toMatchObject({ code: 'contact.code-too-soon', facts: { until: expect.any(String) } });
    const digits = await codeOf(id);
    await clock(11);
    await expect(scene.command(new VerifyContact(admin, id, { code: digits }))).rejects.toMatchObject({ code: 'contact.code-spent' });
    for (let more = 0; more < 4; more++) {
      await asks();
      await clock(2);
    }
    await expect(asks()).rejects.toMatchObject({ code: 'contact.code-too-soon' });
    await clock(60);
    await asks();
  });

  it('sends none to a landline, nor to what has ended', async () => {
    const { id } = await register(admin, { channel: 'landline', address: '010-87654321' });
    await expect(scene.command(new AskContactCode(admin, id))).rejects.toMatchObject({ code: 'contact.no-code-by-voice' });
    await scene.command(new EndContact(admin, id));
    await expect(scene.command(new VouchForContact(admin, id))).rejects.toMatchObject({ code: 'contact.has-ended' });
  });

  it('lists the units that nothing outside the product reaches; a telephone on a desk does not count', async () => {
    const names = async () => (await scene.query(new UnitsOutOfReach(commander, {}))).items.map((unit) => unit.name);
    expect(await names()).toEqual(['河西镇']);
    await scene.command(new VouchForContact(admin, (await register(admin, { unitId: neighbour, channel: 'landline', address: '0312-8765432' })).id));
    expect(await names()).toEqual(['河西镇']);
    await scene.command(new VouchForContact(admin, (await register(admin, { unitId: neighbour })).id));
    expect(await names()).toEqual([]);
  });

  it('leaves no address in the journal', async () => {
    const [row] = await scene.database.query<{ trail: string; types: string[] }>(`SELECT string_agg(data::text, ' ') AS trail, array_agg(DISTINCT type ORDER BY type) AS types FROM journal WHERE type LIKE 'directory.contact%'`);
    expect(row!.types).toEqual(['directory.contact-code-asked', 'directory.contact-ended', 'directory.contact-registered', 'directory.contact-verified']);
    const addresses = await scene.database.query<{ address: string }>('SELECT address FROM directory_contact');
    expect(addresses.length).toBeGreaterThan(8);
    expect(addresses.filter(({ address }) => row!.trail.includes(address))).toEqual([]);
  });
});
