import { setTimeout as sleep } from 'node:timers/promises';
import { seconds } from './figures.js';
import { goodClocks, judged } from './good.js';
import type { Ground } from './ground.js';
import { Officer } from './officer.js';
import type { Figures, Print, Scenario } from './scenario.js';

/** Arming, clearing away and a checkpoint have to be over when the moment comes. */
const AHEAD_SECONDS = (due: number): number => 4 + Math.ceil(due / 12_000);

/** Silent units, all of them due at the same moment: what the worker's clock engine makes of it, judged by the rows it leaves. */
export const benchClocks: Scenario = {
  usage: '[--due 1000]',
  size: ({ due }) => ({ units: due, items: 4 }),
  measure,
};

async function measure(ground: Ground, { due }: Figures, print: Print): Promise<void> {
  await appointCommander(ground);
  const officer = new Officer(ground);
  const { warning, previewHash } = await officer.readyToSign();
  await officer.signs(warning, previewHash);
  while (!(await ground.one<{ rests: boolean }>(RESTS)).rests) await sleep(100);
  const { response } = await ground.one<{ response: string }>('SELECT id AS response FROM response_response WHERE warning_id = $1', [warning]);
  await ground.database.query(LADDER, [response]);
  const at = await arm(ground, response, due);
  while (!(await ground.one<{ over: boolean }>(FIRED, [at])).over) await sleep(20);
  const { took } = await ground.one<{ took: number }>(`SELECT extract(epoch FROM clock_timestamp() - $1::timestamptz)::float8 AS took`, [at]);
  await check(ground, response, due);
  const late = await ground.one<{ min: number; p50: number; p99: number; max: number }>(LATENESS, [response, at]);
  if (late.min < 0) throw new Error(`a clock was fired ${-late.min} s before its time`);
  const floor = await floorOfClocks(ground, response);
  const memory = ground.processes.memory();
  print(judged({
    items: due,
    fired_s: seconds(took * 1_000),
    p50_s: seconds(late.p50 * 1_000),
    p99_s: seconds(late.p99 * 1_000),
    max_s: seconds(late.max * 1_000),
    floor_s: seconds(floor),
    ratio: Number(((took * 1_000) / floor).toFixed(2)),
    rss_mb: memory.worker,
    rss_worker_mb: memory.worker,
  }, goodClocks(due)));
}

const RESTS = `SELECT NOT EXISTS (SELECT 1 FROM journal_pending) AND NOT EXISTS (SELECT 1 FROM journal_batch WHERE state = 'waiting') AS rests`;

/** Three rungs at the same moment: one for each unit itself, one for the office that leads all measures, one for the commander. */
const LADDER = `
  WITH former AS (DELETE FROM checklist_rung WHERE response_id = $1 AND clock = 'acknowledge')
  INSERT INTO checklist_rung (response_id, clock, step, at_minutes, ring) VALUES
    ($1, 'acknowledge', 10, -30, 'duty'), ($1, 'acknowledge', 11, -30, 'lead'), ($1, 'acknowledge', 12, -30, 'commander')`;
const ARM = `
  UPDATE checklist_checklist SET acknowledge_by = $2::timestamptz + interval '30 minutes', ring_at = $2, version = version + 1
   WHERE response_id = $1 AND items_total > 0`;
/** Seen from outside: committed, and everything that was to be said is said. The bundles come last, so most looks end with them. */
const FIRED = `
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM checklist_bundle) OR EXISTS (SELECT 1 FROM checklist_bundle WHERE said_at IS NULL) THEN false
              ELSE NOT EXISTS (SELECT 1 FROM checklist_checklist WHERE ring_at <= $1) END AS over`;
/** Of each unit's own notice: when it was placed, against when it was due. */
const LATENESS = `
  SELECT min(late), percentile_disc(0.5) WITHIN GROUP (ORDER BY late) AS p50, percentile_disc(0.99) WITHIN GROUP (ORDER BY late) AS p99, max(late) AS max
    FROM (SELECT extract(epoch FROM sent_at - $2::timestamptz)::float8 AS late FROM notification_delivery WHERE thread = $1 AND kind = 'clock.acknowledge') notice`;
const COMMANDER = `
  WITH account AS (
    INSERT INTO identity_user (id, jurisdiction_id, username, name, unit_id)
    SELECT gen_random_uuid(), $1, 'bench-commander', 'commander', id FROM directory_unit WHERE jurisdiction_id = $1 AND kind = 'command_office' RETURNING id
  ) INSERT INTO identity_grant (user_id, role) SELECT id, 'commander' FROM account`;

const appointCommander = (ground: Ground): Promise<unknown> => ground.database.query(COMMANDER, [ground.city.jurisdictionId]);

async function arm(ground: Ground, response: string, due: number): Promise<Date> {
  const { at } = await ground.one<{ at: Date }>(`SELECT date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => $1) AS at`, [AHEAD_SECONDS(due)]);
  await ground.database.query(ARM, [response, at]);
  await ground.database.query('VACUUM ANALYZE checklist_checklist');
  await ground.database.query('CHECKPOINT');
  const { early } = await ground.one<{ early: boolean }>('SELECT clock_timestamp() < $1 AS early', [at]);
  if (!early) throw new Error('arming took longer than the time left for it');
  return at;
}

/** A figure counts only when each step was fired once, never before its time, and each addressee was told once. */
async function check(ground: Ground, response: string, due: number): Promise<void> {
  const found = await ground.one<Record<string, number>>(
    `SELECT (SELECT count(*) FROM checklist_checklist WHERE response_id = $1 AND items_total > 0 AND acknowledge_step = 13)::int AS fired,
            (SELECT count(*) FROM notification_delivery WHERE thread = $1 AND kind = 'clock.acknowledge' AND facts ->> 'ring' = 'duty')::int AS told,
            (SELECT count(DISTINCT unit_id) FROM notification_delivery WHERE thread = $1 AND kind = 'clock.acknowledge' AND facts ->> 'ring' = 'duty')::int AS units,
            (SELECT count(*) FROM notification_delivery WHERE thread = $1 AND kind = 'clock.acknowledge' AND facts ->> 'ring' <> 'duty')::int AS bundles,
            (SELECT sum((facts ->> 'checklists')::int) FROM notification_delivery WHERE thread = $1 AND kind = 'clock.acknowledge' AND facts ->> 'ring' <> 'duty')::int AS bundled`,
    [response],
  );
  const right = { fired: due, told: due, units: due, bundles: 2, bundled: 2 * due };
  if (JSON.stringify(found) !== JSON.stringify(right)) throw new Error(`the clocks left ${JSON.stringify(found)} instead of ${JSON.stringify(right)}`);
}

/** The floor: the same rows of a table of the same columns, keys and indexes, changed by one plain UPDATE. No ladder, no notice, no journal. */
async function floorOfClocks(ground: Ground, response: string): Promise<number> {
  await ground.database.query(`
    CREATE TABLE bench_checklist (LIKE checklist_checklist INCLUDING ALL) WITH (fillfactor = 80);
    INSERT INTO bench_checklist OVERRIDING SYSTEM VALUE SELECT * FROM checklist_checklist WHERE response_id = '${response}' AND items_total > 0;`);
  await ground.database.query('VACUUM ANALYZE bench_checklist');
  await ground.database.query('CHECKPOINT');
  const began = performance.now();
  await ground.database.query(`UPDATE bench_checklist SET acknowledge_step = 14, ring_at = acknowledge_by, version = version + 1`);
  const took = performance.now() - began;
  await ground.database.query('DROP TABLE bench_checklist');
  return took;
}
