import { CommandBus } from '@nestjs/cqrs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoadAccount, Sessions } from '#identity';
import { Database, Feed } from '#platform';
import { FeedStream } from '../../apps/api/src/http/feed-stream.js';
import { City } from '../harness/city.js';
import { FeedSocket } from '../harness/feed-socket.js';

/** Entries for the command centre, published by the real relay; `padding` makes them long. */
const WRITE = `SELECT journal_write($1, 'test.happened', 'test/' || n || repeat('x', $3::int), NULL, $4::text[], '{}', NULL, NULL) FROM generate_series(1, $2::int) n`;

describe('the live feed, over sockets', () => {
  let city: City;
  let jurisdiction: string;
  let officer: { id: string; token: string };
  const sockets: FeedSocket[] = [];

  const happens = async (count: number, { padding = 0, audience = ['command'] } = {}): Promise<void> => {
    await city.database.query(WRITE, [jurisdiction, count, padding, audience]);
    await city.database.query(`SELECT pg_notify('qk_journal', '')`);
    await city.settles();
  };
  const signedIn = async (roles = ['duty-officer']): Promise<{ id: string; token: string }> => {
    const [office] = await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE kind = 'command_office'`);
    const username = `feed-${sockets.length}-${Math.random().toString(36).slice(2, 8)}`;
    const { id } = await city.service(CommandBus).execute(new LoadAccount(jurisdiction, { username, name: '访客', roles: roles as never, unitId: office!.id }));
    return { id, token: (await city.service(Sessions).open(id, null)).token };
  };
  const follows = (token: string, lastEventId?: string): FeedSocket => {
    const socket = new FeedSocket(city.url, token, lastEventId);
    sockets.push(socket);
    return socket;
  };
  const open = (): number => (city.service(FeedStream) as unknown as { open: Set<unknown> }).open.size;
  const nobodyListens = async (): Promise<void> => {
    while (open() > 0) await sleep(10);
  };
  const forCommandAfter = async (position: string): Promise<string[]> =>
    (await city.database.query<{ position: string }>(`SELECT f.position FROM journal_feed f JOIN journal e ON e.id = f.entry_id WHERE f.position > $1 AND e.audience && '{command,everyone,role:duty-officer}' ORDER BY 1`, [position])).map((row) => row.position);

  beforeAll(async () => {
    city = await City.wakes({ settings: { FEED_MAX_CLIENTS: 510 } });
    [{ id: jurisdiction }] = (await city.database.query<{ id: string }>('SELECT id FROM directory_jurisdiction')) as [{ id: string }];
    officer = await signedIn();
    // What the demo district itself set off has been published.
    await city.settles();
    const [{ position }] = (await city.database.query<{ position: string }>('SELECT position FROM journal_head')) as [{ position: string }];
    while ((await city.service(Feed).head()) !== position) await sleep(10);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.vanishes();
    await nobodyListens();
  });
  afterAll(() => city.sleeps());

  it('misses nothing and hears nothing twice, however often it goes and comes back', async () => {
    let socket = await follows(officer.token).begins();
    const from = socket.last;
    const heard: string[] = [];
    for (const count of [3, 40, 7]) {
      await happens(count);
      await happens(5, { audience: ['unit:0'] });
      const all = await forCommandAfter(from);
      await socket.until(() => heard.length + socket.entries.length >= all.length - 2);
      heard.push(...socket.entries);
      socket.vanishes();
      await happens(count, { audience: ['everyone'] });
      socket = follows(officer.token, heard.at(-1));
    }
    const all = await forCommandAfter(from);
    await socket.until(() => heard.length + socket.entries.length >= all.length);
    expect([...heard, ...socket.entries]).toEqual(all);
    expect(all.length).toBe(100);
  });

  it('is told to read everything again when it was away for too much, or has seen what is not there', async () => {
    const first = await follows(officer.token).begins();
    const since = first.last;
    await happens(501);
    const [{ position }] = (await city.database.query<{ position: string }>('SELECT position FROM journal_head')) as [{ position: string }];
    await first.until(() => first.last === position);
    const [missedMuch, ahead] = await Promise.all([follows(officer.token, since).begins(), follows(officer.token, '999999999').begins()]);
    expect([missedMuch.heard, ahead.heard]).toEqual([[{ id: position, event: 'resync' }], [{ id: position, event: 'resync' }]]);
  });

  it('sends a reader away who does not read, within bounded memory, and catches him up when he comes back', async () => {
    const lazy = await follows(officer.token).begins();
    const eager = await follows(officer.token).begins();
    lazy.stopsReading();
    const from = lazy.last;
    // More than the buffers of both kernels hold; the reader that reads gets all of it.
    for (let round = 0; round < 60 && open() === 2; round++) await happens(8, { padding: 20_000 });
    const all = await forCommandAfter(from);
    await eager.until(() => eager.entries.length === all.length && open() === 1);
    const back = follows(officer.token, from);
    await back.until(() => back.entries.length === all.length);
    expect(back.entries).toEqual(eager.entries);
    expect(await (await fetch(`${city.url}/metrics`)).text()).toMatch(/qingkong_stream_drops_total\{why="(slow|unheard)"\} 1/);
  });

  it('gives one account six streams and no more', async () => {
    const six = await Promise.all(Array.from({ length: 6 }, () => follows(officer.token).begins()));
    const seventh = await follows(officer.token).begins();
    expect(six.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(seventh.status).toBe(429);
    expect(seventh.headers).toMatch(/retry-after: \d+/);
  });

  it('hears a sign of life though nothing happens, so that neither a proxy nor the page takes the silence for an end', async () => {
    const socket = await follows(officer.token).begins();
    const told = socket.heard.length;
    await socket.until(() => socket.beats > 0);
    expect([socket.heard.length, socket.closed]).toEqual([told, false]);
  });

  it('cuts a stream soon after its session has ended or its rights have changed', async () => {
    const [leaves, loses, stays] = [await signedIn(), await signedIn(), await signedIn()];
    const [left, lost, stayed] = await Promise.all([leaves, loses, stays].map(({ token }) => follows(token).begins()));
    await fetch(`${city.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: `qk_session=${leaves.token}` } });
    await left!.until(() => left!.closed);
    await city.database.query(`UPDATE identity_grant SET revoked_at = clock_now() WHERE user_id = $1`, [loses.id]);
    await city.database.query(`SELECT journal_write($1, 'identity.role-revoked', 'user/x', NULL, '{role:security-admin}', '{}', NULL, NULL)`, [jurisdiction]);
    await city.database.query(`SELECT pg_notify('qk_journal', '')`);
    await lost!.until(() => lost!.closed);
    expect(stayed!.closed).toBe(false);
  });

  it('asks the database once or twice, not five hundred times, when five hundred come back together', async () => {
    const people = await Promise.all(Array.from({ length: 84 }, () => signedIn()));
    const [{ position }] = (await city.database.query<{ position: string }>('SELECT position FROM journal_head')) as [{ position: string }];
    await happens(10);
    const asked = jest.spyOn(city.service(Database), 'query');
    const crowd = Array.from({ length: 504 }, (_, n) => follows(people[n % 84]!.token, position));
    await Promise.all(crowd.map((socket) => socket.until(() => socket.entries.length >= 10)));
    const forFeed = asked.mock.calls.filter(([text]) => /journal_feed|journal_head/.test(text) && !/position > \$1\s+ORDER BY/.test(text));
    asked.mockRestore();
    expect(new Set(crowd.map((socket) => socket.entries.join())).size).toBe(1);
    expect(forFeed.length).toBeLessThanOrEqual(2);
    const seven = await Promise.all(Array.from({ length: 7 }, async () => follows((await signedIn()).token).begins()));
    expect(seven.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 503]);
    expect(seven.find(({ status }) => status === 503)!.headers).toMatch(/retry-after: \d+/);
  });
});

describe('a server that closes', () => {
  it('tells each page when to come back', async () => {
    const city = await City.wakes({ worker: false });
    await city.person('zhiban01').signsIn();
    const socket = await new FeedSocket(city.url, (city.person('zhiban01') as unknown as { cookie: string }).cookie.split('=')[1]!).begins();
    socket.retry = 0;
    await city.sleeps();
    await socket.until(() => socket.closed);
    expect(socket.retry).toBeGreaterThan(1_000);
  });
});
