import { CommandBus } from '@nestjs/cqrs';
import { AcknowledgementLink, PlaceInInbox } from '#notification';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

interface Reply {
  readonly status: number;
  readonly body: any;
  readonly retryAfter?: string | null;
}

/** 免登签收: what a link may do, and everything it may not. */
describe('a one-time link', () => {
  let city: City;
  let desk: Desk;
  let warning: string;
  let response: string;

  const send = async (method: 'GET' | 'POST', token: string, body?: object): Promise<Reply> => {
    const headers = method === 'POST' ? { 'content-type': 'application/json' } : undefined;
    const reply = await fetch(`${city.url}/api/v1/acknowledgements/${token}`, { method, headers, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
    return { status: reply.status, body: await reply.json(), retryAfter: reply.headers.get('retry-after') };
  };
  const look = (token: string) => send('GET', token);
  const use = (token: string, clientKey?: string) => send('POST', token, { clientKey });
  const codes = (replies: Reply[]): string[] => replies.map(({ status, body }) => `${status} ${body.code ?? 'ok'}`).sort();

  const unitOf = async (username: string): Promise<{ unitId: string; list: string; revision: number }> => {
    const { id, revision } = await new Unit(city, username).checklist();
    const [row] = await city.database.query<{ unitId: string }>('SELECT unit_id AS "unitId" FROM checklist_checklist WHERE id = $1', [id]);
    return { unitId: row!.unitId, list: id, revision };
  };
  const deliveryOf = async (kind: string, list: string, round?: number): Promise<string> => {
    const rows = await city.database.query<{ id: string }>(
      `SELECT id FROM notification_delivery WHERE kind = $1 AND subject = $2 AND ($3::int IS NULL OR round = $3 AND person_id = 0) ORDER BY id DESC LIMIT 1`,
      [kind, `checklist/${list}`, round ?? null],
    );
    return rows[0]!.id;
  };
  const tokenOf = async (deliveryId: string, hours = 24): Promise<string> => {
    const [row] = await city.database.query<{ until: Date }>('SELECT clock_now() + make_interval(hours => $1) AS until', [hours]);
    return (await city.service(AcknowledgementLink).addressOf(deliveryId, row!.until)).split('/').at(-1)!;
  };
  const linkOf = async (username: string): Promise<string> => {
    const { list, revision } = await unitOf(username);
    return tokenOf(await deliveryOf(revision === 1 ? 'checklist.issued' : 'checklist.revised', list, revision));
  };
  /** A message to one person, as a telephone would get it. */
  const personal = async (username: string, change: { unitId?: string } = {}): Promise<{ token: string; person: string }> => {
    const { unitId, list, revision } = await unitOf(username);
    const [person] = await city.database.query<{ id: string; name: string }>('SELECT id, name FROM directory_person WHERE unit_id = $1 ORDER BY id LIMIT 1', [unitId]);
    const [owner] = await city.database.query<{ jurisdiction: string }>('SELECT jurisdiction_id AS jurisdiction FROM directory_unit WHERE id = $1', [unitId]);
    const recipients = [{ unitId, personId: person!.id, subject: `checklist/${list}`, round: revision, ...change }];
    await city.service(CommandBus).execute(new PlaceInInbox({ jurisdictionId: owner!.jurisdiction, thread: response, kind: 'checklist.issued', exercise: false, recipients }));
    return { token: await tokenOf(await deliveryOf('checklist.issued', list)), person: person!.name };
  };
  const told = (list: string) =>
    city.database.query<{ data: Record<string, any>; actor_id: string | null }>(`SELECT data, actor_id FROM journal WHERE type = 'checklist.acknowledged' AND subject = $1`, [`checklist/${list}`]);

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ warning, response } = await desk.issues('orange'));
  });
  afterAll(() => city.sleeps());

  it('shows what it is about without a session, and acknowledges nothing by being looked at', async () => {
    const { list } = await unitOf('qingshi');
    const { status, body } = await look(await linkOf('qingshi'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ checklistId: list, unitName: '青石镇', personName: null, warningLevel: 'orange', level: 'II', revision: 1, currentRevision: 1, lines: 30, acknowledgedAt: null, usedAt: null });
    expect(body.measures).toBeGreaterThan(1);
    expect(body.acknowledgeBy).not.toBeNull();
    expect(await told(list)).toEqual([]);
  });

  it('acknowledges once; the board, the trail and the ledger say that it was the link of this person', async () => {
    const { list } = await unitOf('qingshi');
    const { token, person } = await personal('qingshi');
    const { status, body } = await use(token, 'the-first-phone');
    expect({ status, acknowledged: body.acknowledgedAt !== null, used: body.usedAt !== null, personName: body.personName }).toEqual({ status: 200, acknowledged: true, used: true, personName: person });
    await city.settles();
    const [entry, ...more] = await told(list);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ actor_id: null, data: { link: { deliveryId: await deliveryOf('checklist.issued', list), personId: expect.any(String), channel: 'in_app', contactId: '0' } } });
    const board = await desk.officer.reads(`/checklists?responseId=${response}&limit=100`);
    expect(board.items.find((row: { id: string }) => row.id === list)).toMatchObject({ acknowledgedByLink: 'in_app', acknowledgedByName: person });
    const timeline = await desk.officer.reads(`/responses/${response}/timeline?limit=10`);
    expect(timeline.items.find((one: { type: string }) => one.type === 'checklist.acknowledged')).toMatchObject({ actorName: null, linkedName: person });
    const ledger = await desk.officer.reads(`/responses/${response}/deliveries?search=${encodeURIComponent('青石镇')}`);
    expect(new Set(ledger.items.map((row: { state: string }) => row.state))).toEqual(new Set(['acknowledged']));
  });

  it('is refused when it is used again, saying when and in whose name; the device whose answer was lost is no stranger', async () => {
    const { list } = await unitOf('qingshi');
    const { token, person } = await personal('qingshi');
    expect(await use(token, 'another-phone')).toMatchObject({ status: 409, body: expect.objectContaining({ code: 'link.used', facts: { at: expect.any(String), by: person, channel: 'in_app' } }) });
    expect((await use(token)).body.code).toBe('link.used');
    const again = await use(token, 'the-first-phone');
    expect({ status: again.status, at: again.body.usedAt }).toEqual({ status: 200, at: again.body.acknowledgedAt });
    expect((await told(list)).length).toBe(1);
    expect((await look(token)).body.usedAt).not.toBeNull();
  });

  it('finds the order acknowledged when another link, or somebody with a session, was faster', async () => {
    const other = await use(await linkOf('qingshi'), 'a-second-phone');
    expect({ status: other.status, usedAt: other.body.usedAt, acknowledged: other.body.acknowledgedAt !== null }).toEqual({ status: 200, usedAt: null, acknowledged: true });
    const town = new Unit(city, 'liuwan');
    await town.acknowledges();
    const late = await use(await linkOf('liuwan'), 'a-third-phone');
    expect({ status: late.status, usedAt: late.body.usedAt, acknowledged: late.body.acknowledgedAt !== null }).toEqual({ status: 200, usedAt: null, acknowledged: true });
    expect((await told((await town.checklist()).id)).map((entry) => entry.actor_id === null)).toEqual([false]);
  });

  it('has one effect when many press it at the same moment', async () => {
    const units = city.unitAccounts().map(({ username }) => username).filter((username) => !['qingshi', 'liuwan'].includes(username));
    const [first, second] = await Promise.all([unitOf(units[0]!), unitOf(units[1]!)]);
    const strangers = await linkOf(units[0]!);
    const replies = await Promise.all(Array.from({ length: 8 }, (_, n) => use(strangers, `telephone-${n}`)));
    expect(codes(replies)).toEqual(['200 ok', ...Array.from({ length: 7 }, () => '409 link.used')]);
    expect((await told(first.list)).length).toBe(1);
    const same = await linkOf(units[1]!);
    expect(codes(await Promise.all(Array.from({ length: 8 }, () => use(same, 'one-telephone'))))).toEqual(Array.from({ length: 8 }, () => '200 ok'));
    expect((await told(second.list)).length).toBe(1);
  });

  it('is worth nothing when it came with a message that orders nothing, or for another unit', async () => {
    const { list } = await unitOf(city.unitAccounts()[4]!.username);
    await desk.officer.does(`/responses/${response}/remind`, { about: 'unanswered', checklistIds: [list] });
    await city.settles();
    const reminder = await tokenOf(await deliveryOf('checklist.reminder', list));
    expect(codes([await look(reminder), await use(reminder)])).toEqual(['422 checklist.nothing-to-acknowledge', '422 checklist.nothing-to-acknowledge']);
    const [neighbour] = await city.database.query<{ id: string }>('SELECT unit_id AS id FROM checklist_checklist WHERE id <> $1 AND acknowledged_at IS NULL ORDER BY id DESC LIMIT 1', [list]);
    const { token } = await personal(city.unitAccounts()[4]!.username, { unitId: neighbour!.id });
    expect(codes([await look(token), await use(token)])).toEqual(['422 checklist.nothing-to-acknowledge', '422 checklist.nothing-to-acknowledge']);
  });

  it('says that a newer order has replaced the one it was sent for', async () => {
    const before = new Map<string, string>();
    const ordered = await city.database.query<{ username: string }>(`SELECT min(u.username) AS username FROM checklist_checklist list JOIN identity_user u ON u.unit_id = list.unit_id GROUP BY list.id`);
    const known = city.unitAccounts().filter(({ username }) => ordered.some((one) => one.username === username));
    for (const { username } of known) before.set(username, await linkOf(username));
    await desk.adjusts(warning, 'red');
    const revised = [];
    for (const username of before.keys()) if ((await unitOf(username)).revision === 2) revised.push(username);
    const silent = revised.at(-1)!;
    const old = before.get(silent)!;
    expect((await look(old)).body).toMatchObject({ revision: 1, currentRevision: 2 });
    expect(await use(old, 'a-telephone')).toMatchObject({ status: 409, body: expect.objectContaining({ code: 'checklist.order-superseded', facts: { revision: 1, current: 2, lifted: false } }) });
    expect((await use(await linkOf(silent), 'a-telephone')).status).toBe(200);
  });

  it('ends at its time by the clock of the database', async () => {
    const { list } = await unitOf(city.unitAccounts()[7]!.username);
    const [sent] = await city.database.query<{ id: string }>(`SELECT max(id) AS id FROM notification_delivery WHERE subject = $1 AND kind IN ('checklist.issued', 'checklist.revised')`, [`checklist/${list}`]);
    const token = await tokenOf(sent!.id, 1);
    await city.clockAdvances({ minutes: 58 });
    expect((await look(token)).status).toBe(200);
    await city.clockAdvances({ minutes: 4 });
    expect(codes([await look(token), await use(token, 'late-telephone')])).toEqual(['410 link.expired', '410 link.expired']);
    expect((await told(list)).length).toBe(0);
  });

  it('tells the device whose answer was lost that it was received, although the link has run out or its number was given up meanwhile', async () => {
    const [pressed, ended] = city.unitAccounts().slice(9, 11).map(({ username }) => username) as [string, string];
    const { list } = await unitOf(pressed);
    const [sent] = await city.database.query<{ id: string }>(`SELECT max(id) AS id FROM notification_delivery WHERE subject = $1 AND kind IN ('checklist.issued', 'checklist.revised')`, [`checklist/${list}`]);
    const token = await tokenOf(sent!.id, 1);
    const first = await use(token, 'lost-its-answer');
    expect(first.status).toBe(200);
    await city.clockAdvances({ minutes: 62 });
    const again = await use(token, 'lost-its-answer');
    expect({ status: again.status, at: again.body.usedAt }).toEqual({ status: 200, at: first.body.usedAt });
    // The key opens this and nothing else: to others it has run out as ever.
    expect(codes([await use(token, 'some-stranger'), await use(token), await look(token)])).toEqual(['410 link.expired', '410 link.expired', '410 link.expired']);
    expect((await told(list)).length).toBe(1);

    const other = await unitOf(ended);
    const [contact] = await city.database.query<{ id: string }>(
      `INSERT INTO directory_contact (jurisdiction_id, unit_id, channel, address, verified_at, verified_how) SELECT jurisdiction_id, id, 'mobile', '13800138009', clock_now(), 'call' FROM directory_unit WHERE id = $1 RETURNING id`,
      [other.unitId],
    );
    const [by] = await city.database.query<{ id: string }>(
      `INSERT INTO notification_delivery (jurisdiction_id, thread, kind, subject, round, unit_id, exercise, state, channel, gateway, contact_id) SELECT jurisdiction_id, thread, kind, subject, round, unit_id, exercise, 'sent', 'sms', 'sms', $2 FROM notification_delivery
        WHERE subject = $1 AND kind IN ('checklist.issued', 'checklist.revised') ORDER BY id DESC LIMIT 1 RETURNING id`,
      [`checklist/${other.list}`, contact!.id],
    );
    const message = await tokenOf(by!.id);
    expect((await use(message, 'lost-its-answer')).status).toBe(200);
    await city.database.query('UPDATE directory_contact SET active = false, version = version + 1 WHERE id = $1', [contact!.id]);
    expect(codes([await use(message, 'lost-its-answer'), await use(message, 'some-stranger')])).toEqual(['200 ok', '410 link.contact-ended']);
  });

  it('is worth nothing when a letter of it is another; who tries on and on has to wait', async () => {
    const token = await linkOf(city.unitAccounts()[8]!.username);
    const turned = [...token].map((letter, at) => token.slice(0, at) + (letter === 'Q' ? 'R' : 'Q') + token.slice(at + 1));
    expect(new Set(codes(await Promise.all(turned.map((one) => use(one, 'somebodys-phone')))))).toEqual(new Set(['404 link.forged']));
    expect(codes([await use(token.slice(1)), await use('x'), await use('%00'), await look('../checklists')])).toEqual(expect.arrayContaining(['404 link.forged']));
    const seen = [];
    for (let n = 0; n < 100; n++) seen.push(await look(`made-up-${n}`));
    expect(Number(seen.at(-1)!.retryAfter)).toBeGreaterThan(0);
    expect(seen.at(-1)).toMatchObject({ status: 429, body: expect.objectContaining({ code: 'link.too-many-tries', facts: { minutes: expect.any(Number) } }) });
    expect((await told((await unitOf(city.unitAccounts()[8]!.username)).list)).length).toBe(0);
  });
});
