import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../harness/database.js';
import { CLOCK } from './clock.js';
import { INVARIANTS, type Breach } from './invariants.js';
import { filesWithoutRow, photoFiles } from './photo-files.js';
import { WITNESS_TABLES } from './witness-tables.js';

const CITY = randomUUID();
const A_MINUTE_AGO = `now() - interval '1 minute'`;

describe('an invariant of the nights', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await testDatabase();
    for (const statement of [...CLOCK, ...WITNESS_TABLES]) await database.query(statement);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  beforeEach(() => client.query('BEGIN'));
  afterEach(() => client.query('ROLLBACK'));
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const asked = async (name: string): Promise<unknown[]> => (await client.query(INVARIANTS.find((one) => one.name === name)!.sql)).rows;
  const account = async (): Promise<string> => {
    const id = randomUUID();
    await client.query(`INSERT INTO identity_user (id, jurisdiction_id, username, name, unit_id) VALUES ($1, $2, $3, '甲', 1)`, [id, CITY, `p-${id.slice(0, 8)}`]);
    return id;
  };
  const grant = (user: string, role: string, times: { from?: string; until?: string; by?: string } = {}) =>
    client.query(`INSERT INTO identity_grant (user_id, role, granted_at, granted_by, revoked_at) VALUES ($1, $2, ${times.from ?? A_MINUTE_AGO}, $3, ${times.until ?? 'NULL'})`, [user, role, times.by ?? null]);

  describe('admin-roles-apart', () => {
    it('lets one be what he was before no longer, and lets the security administrator give rights to others', async () => {
      const [security, other] = [await account(), await account()];
      await grant(security, 'security-admin', { from: `now() - interval '9 minutes'` });
      await grant(other, 'system-admin', { from: `now() - interval '5 minutes'`, until: A_MINUTE_AGO, by: security });
      await grant(other, 'audit-admin', { by: security });
      expect(await asked('admin-roles-apart')).toEqual([]);
    });

    it('notices two of the three at one time, although the index that forbids it is gone', async () => {
      const user = await account();
      await client.query('DROP INDEX identity_grant_one_admin_role');
      await grant(user, 'system-admin');
      await grant(user, 'audit-admin', { from: 'now()' });
      expect(await asked('admin-roles-apart')).toMatchObject([{ what: 'system-admin and audit-admin', who: user }]);
    });

    it('notices who gave a right to himself, or before he was, or while he was not, security administrator', async () => {
      const [early, other] = [await account(), await account()];
      await grant(early, 'security-admin', { from: 'now()' });
      await grant(other, 'inspector', { by: early });
      await grant(early, 'inspector', { from: 'now()', by: early });
      expect(await asked('admin-roles-apart')).toMatchObject([{ what: 'granted by himself: inspector', who: early }, { what: 'granted by no security administrator: inspector', who: early }]);
    });
  });

  describe('two-people', () => {
    const photo = (by: string) =>
      client.query(
        `INSERT INTO evidence_photo (id, jurisdiction_id, uploaded_by, sha256, bytes, width, height, format, original_file, served_file, thumbnail_file, created_at)
         VALUES (gen_random_uuid(), $1, $2, sha256('x'), 1, 1, 1, 'jpeg', 'originals/aa/' || repeat('a', 64), 'served/aa/' || repeat('a', 64) || '.jpg', 'thumbnails/aa/' || repeat('a', 64) || '.jpg', ${A_MINUTE_AGO})`,
        [CITY, by],
      );

    it('lets act who had the right at that moment, whatever became of it', async () => {
      const user = await account();
      await grant(user, 'inspector', { from: `now() - interval '2 minutes'`, until: 'now()' });
      await photo(user);
      expect(await asked('two-people')).toEqual([]);
    });

    it.each([
      ['before he had the right', { from: 'now()' }],
      ['after it was taken from him', { from: `now() - interval '9 minutes'`, until: `now() - interval '2 minutes'` }],
    ])('notices who acted %s', async (_when, times) => {
      const user = await account();
      await grant(user, 'inspector', times);
      await photo(user);
      expect(await asked('two-people')).toMatchObject([{ what: 'photographed without the right to, at that moment', who: user }]);
    });
  });

  describe('no-inversion', () => {
    const said = async (...subjects: string[]): Promise<string[]> => {
      const ids: string[] = [];
      for (const subject of subjects) ids.push((await client.query<{ id: string }>(`SELECT journal_write($1, 'test.said', $2, NULL, '{command}', '{}', NULL, NULL) AS id`, [CITY, subject])).rows[0]!.id);
      return ids;
    };
    const placed = async (...ids: string[]) => {
      for (const id of ids) await client.query(`INSERT INTO journal_feed SELECT coalesce(max(position), 0) + 1, $1 FROM journal_feed`, [id]);
    };
    const batch = (state: string, ...ids: string[]) => client.query(`INSERT INTO journal_batch (subscriber, entries, state) VALUES ('test', $1, $2)`, [ids, state]);

    it('lets batches follow the feed, and the halves of one that failed come after it', async () => {
      const [a, b, c, d] = (await said('checklist/1', 'checklist/2', 'checklist/1', 'checklist/2')) as [string, string, string, string];
      await placed(a, b, c, d);
      await batch('split', a, b);
      await batch('done', c, d);
      await batch('done', a);
      await batch('dead', b);
      expect(await asked('no-inversion')).toEqual([]);
    });

    it('notices batches that were cut in another order than the feed, within one or one after the other', async () => {
      const [a, b, c] = (await said('checklist/1', 'checklist/2', 'checklist/3')) as [string, string, string];
      await placed(a, b, c);
      await batch('done', c);
      await batch('done', b, a);
      expect(await asked('no-inversion')).toMatchObject([{ position: '2', position_before: '3' }, { position: '1', position_before: '2' }]);
    });

    it('notices halves that turn their batch round, and an entry that is handed on again', async () => {
      const [a, b] = (await said('checklist/1', 'checklist/2')) as [string, string];
      await placed(a, b);
      await batch('split', a, b);
      await batch('done', b, a);
      await batch('done', b);
      expect(await asked('no-inversion')).toMatchObject([{ verdict: 'broken', position: '1', position_before: '2' }]);
      await client.query(`UPDATE journal_batch SET state = 'done' WHERE state = 'split'`);
      expect(await asked('no-inversion')).toContainEqual(expect.objectContaining({ verdict: 'doubled', position: '2' }));
    });

    it('notices a place in the feed before what was said of the same checklist earlier', async () => {
      const [a, b] = (await said('checklist/1', 'checklist/1')) as [string, string];
      await placed(b, a);
      expect(await asked('no-inversion')).toMatchObject([{ subscriber: 'checklist/1', position: '2', position_before: '1' }]);
    });
  });

  describe('of photos and their files', () => {
    const bytes = Buffer.from('a photo');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const shelf = { original: `originals/aa/${hash}`, served: `served/aa/${hash}.jpg`, thumbnail: `thumbnails/aa/${hash}.jpg` };
    let dataDir: string;
    const put = (file: string) => {
      mkdirSync(path.dirname(path.join(dataDir, 'evidence', file)), { recursive: true });
      writeFileSync(path.join(dataDir, 'evidence', file), bytes);
    };
    const both = async (): Promise<Breach['rows']> => [...(await photoFiles(client, dataDir)).rows, ...(await filesWithoutRow(client, dataDir)).rows];
    beforeEach(async () => {
      dataDir = mkdtempSync(path.join(tmpdir(), 'qingkong-photos-'));
      await client.query(
        `INSERT INTO evidence_photo (id, jurisdiction_id, uploaded_by, sha256, bytes, width, height, format, original_file, served_file, thumbnail_file)
         VALUES (gen_random_uuid(), $1, $1, decode($2, 'hex'), $3, 1, 1, 'jpeg', $4, $5, $6)`,
        [CITY, hash, bytes.length, shelf.original, shelf.served, shelf.thumbnail],
      );
      Object.values(shelf).forEach(put);
    });
    afterEach(() => rmSync(dataDir, { recursive: true }));

    it('finds nothing where each has the other, and half an upload waits for its hour', async () => {
      put('incoming/1.part');
      expect(await both()).toEqual([]);
    });

    it('notices a file that no row names, unless an upload was refused, and one that was moved aside too soon in any case', async () => {
      put('served/bb/stray.jpg');
      put('orphans/served/bb/stray.jpg');
      const [stray, aside] = [{ verdict: 'broken', file: 'served/bb/stray.jpg' }, { verdict: 'broken', file: 'orphans/served/bb/stray.jpg' }];
      expect(await both()).toHaveLength(2);
      expect(await both()).toEqual(expect.arrayContaining([stray, aside]));
      await client.query(`INSERT INTO crash_request (n, actor, verb, key, tries, unknowns, outcome) VALUES (1, $1, 'photo', 'k', 1, 0, 'refused')`, [CITY]);
      expect(await both()).toEqual([aside]);
    });

    it('notices a row without its file, and a file that is not what was sealed', async () => {
      writeFileSync(path.join(dataDir, 'evidence', shelf.original), 'another');
      expect(await both()).toMatchObject([{ verdict: 'broken' }]);
      rmSync(path.join(dataDir, 'evidence', shelf.original));
      expect(await both()).toMatchObject([{ verdict: 'lost' }]);
    });
  });
});
