import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import sharp from 'sharp';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

const ORPHAN = `originals/ab/ab${'0'.repeat(62)}`;

/** Damage that no ordinary way would ever notice, made by hand; the real worker finds it, mends it, says so once. */
describe('the sweep repairs', () => {
  let city: City;
  let desk: Desk;
  let response: string;

  const said = (sweep: string) =>
    city.database.query<{ repaired: number }>(`SELECT (data ->> 'repaired')::int AS repaired FROM journal WHERE type = 'platform.repaired' AND data ->> 'sweep' = $1 ORDER BY id`, [sweep]);
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(50);
  };
  /** The next turn of every sweep, to its end. */
  const turn = async (): Promise<void> => {
    const [{ at }] = (await city.database.query<{ at: string }>('SELECT clock_now()::text AS at')) as [{ at: string }];
    await city.clockAdvances({ minutes: 2 });
    await until(async () => (await city.database.query('SELECT 1 FROM platform_sweep WHERE began_at <= $1 OR ended_at < began_at', [at])).length === 0);
    await city.settles();
  };
  const inboxes = () =>
    city.database.query(`SELECT unit_id, subject, kind, round, state FROM notification_delivery WHERE kind = 'checklist.issued' ORDER BY unit_id`);

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ response } = await desk.issues('orange'));
  });
  afterAll(() => city.sleeps());

  it('finds nothing in a sound city', async () => {
    await turn();
    expect(await city.database.query(`SELECT data FROM journal WHERE type = 'platform.repaired'`)).toEqual([]);
  });

  it('checklists that nobody sent, and checklists that count as sent and stand in no inbox', async () => {
    const before = await inboxes();
    await city.database.query(`DELETE FROM notification_delivery WHERE id IN (SELECT id FROM notification_delivery WHERE kind = 'checklist.issued' ORDER BY id LIMIT 5)`);
    await city.database.query(`UPDATE checklist_checklist SET sent_at = NULL, version = version + 1 WHERE id IN (SELECT id FROM checklist_checklist ORDER BY id LIMIT 3)`);
    await turn();
    // What vanished long after it was sent is seen when a whole hour is looked at again.
    await city.clockAdvances({ minutes: 4 });
    await turn();
    expect(await inboxes()).toEqual(before);
    expect(await city.database.query('SELECT id FROM checklist_checklist WHERE sent_at IS NULL')).toEqual([]);
    expect(await said('checklist.undelivered')).toEqual([{ repaired: 3 }, { repaired: 2 }]);
    await turn();
    expect(await said('checklist.undelivered')).toHaveLength(2);
  });

  it('batches that the queue has forgotten', async () => {
    await city.workerStops();
    await city.person('qingshi').does(`/checklists/${(await city.person('qingshi').reads('/checklists?mine=true')).items[0].id}/read`);
    const [batch] = await city.database.query<{ id: string }>(`
      WITH taken AS (DELETE FROM journal_pending RETURNING entry_id)
      INSERT INTO journal_batch (subscriber, entries, handed_at) SELECT 'checklist.record-read', array_agg(entry_id), clock_now() FROM taken
        JOIN journal ON journal.id = entry_id AND type = 'checklist.read' RETURNING id`);
    await city.workerStarts();
    await turn();
    expect(await city.database.query('SELECT state FROM journal_batch WHERE id = $1', [batch!.id])).toEqual([{ state: 'done' }]);
    expect(await said('platform.batches')).toEqual([{ repaired: 1 }]);
    await turn();
    expect(await said('platform.batches')).toHaveLength(1);
  });

  it('clocks that no engine looks after', async () => {
    await city.workerStops();
    // As if the engine stood still for ever: its office is taken and nobody rings.
    const office = new pg.Client({ connectionString: city.database.url });
    await office.connect();
    await office.query(`SELECT pg_advisory_lock(hashtext('qingkong'), hashtext('clocks'))`);
    await city.workerStarts();
    const rungs = () => city.database.query(`SELECT 1 FROM notification_delivery WHERE kind = 'clock.acknowledge'`);
    expect(await rungs()).toEqual([]);
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '3 hours'`);
    await until(async () => (await rungs()).length > 0);
    await city.settles();
    const rang = await rungs();
    expect((await said('checklist.clocks-overdue')).length).toBeGreaterThan(0);
    await office.end();
    await turn();
    expect(await rungs()).toHaveLength(rang.length);
    expect(await city.database.query(`SELECT unit_id FROM notification_delivery WHERE kind = 'clock.acknowledge' GROUP BY unit_id, person_id, subject, round HAVING count(*) > 1`)).toEqual([]);
  });

  it('a photo whose file is gone is said once; a file that no row speaks of is put aside', async () => {
    const folder = path.join(city.environment.DATA_DIR, 'evidence');
    const form = new FormData();
    const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#345' } }).png().toBuffer();
    form.append('photo', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png');
    const { id } = await city.person('qingshi').does<{ id: string }>('/evidence', form);
    const [{ served }] = (await city.database.query<{ served: string }>('SELECT served_file AS served FROM evidence_photo WHERE id = $1', [id])) as [{ served: string }];
    await rm(path.join(folder, served));
    await mkdir(path.dirname(path.join(folder, ORPHAN)), { recursive: true });
    await writeFile(path.join(folder, ORPHAN), 'nobody');
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(path.join(folder, ORPHAN), longAgo, longAgo);
    const missing = () => city.database.query(`SELECT data -> 'files' AS files FROM journal WHERE type = 'evidence.file-missing' AND subject = $1`, [`photo/${id}`]);
    // A look takes a sixteenth of the archive.
    while ((await missing()).length === 0 || (await said('evidence.files')).length === 0) await turn();
    expect(await missing()).toEqual([{ files: ['served'] }]);
    expect(await said('evidence.files')).toEqual([{ repaired: 1 }]);
    expect(await readdir(path.join(folder, 'orphans/originals/ab'))).toEqual([path.basename(ORPHAN)]);
    for (let n = 0; n < 3; n++) await turn();
    expect([(await missing()).length, (await said('evidence.files')).length]).toEqual([1, 1]);
  });

  it('and after all that the response goes on as if nothing had been', async () => {
    const [row] = await city.database.query(`SELECT count(*)::int AS lists, count(sent_at)::int AS sent FROM checklist_checklist WHERE response_id = $1`, [response]);
    expect(row).toEqual({ lists: 19, sent: 19 });
  });
});
