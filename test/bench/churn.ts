import { setTimeout as sleep } from 'node:timers/promises';
import { seconds } from './figures.js';
import type { Ground } from './ground.js';
import { Officer } from './officer.js';
import { ALL_SENT, check } from './raise.js';
import type { Figures, OnFreshGround, Print, Series } from './scenario.js';

/** Beside the first worker, which leads because it was there alone. */
const OTHERS = 3;
/** Of a busy machine: what is counted is rows, not seconds. */
const patienceMs = (units: number): number => 150_000 + 2 * units;

interface Crew {
  joined: number;
  killed: number;
  leftInOrder: number;
  /** The most sessions that ever held the office of the relay at one look. */
  leading: number;
  looks: number;
}

/** Workers join and leave, by order and by SIGKILL, while a raise is being sent. What counts is that nothing is lost and nothing doubled. */
export const benchChurn: Series = {
  usage: '--units 60000 --items 4',
  layout: { apis: 2, workers: 1 },
  async compare(onFresh: OnFreshGround, { units, items }: Figures, print: Print): Promise<void> {
    await onFresh({ units, items }, {}, (ground) => measure(ground, print));
  },
};

async function measure(ground: Ground, print: Print): Promise<void> {
  while ((await relayEpoch(ground)) === 0) await sleep(20);
  await joins(ground, OTHERS, () => Promise.resolve(false));
  const officer = new Officer(ground);
  const { warning, previewHash } = await officer.readyToSign();
  const { last } = await ground.one<{ last: string }>('SELECT coalesce(max(id), 0) AS last FROM journal_batch');
  const epoch = await relayEpoch(ground);
  const crew: Crew = { joined: 0, killed: 0, leftInOrder: 0, leading: 0, looks: 0 };
  const began = performance.now();
  await officer.signs(warning, previewHash);
  const durable = performance.now() - began;
  await changesUntilSent(ground, last, crew);
  const delivered = performance.now() - began;
  await check(ground, warning);
  const { lost, doubled } = await compared(ground, warning);
  if (lost > 0 || doubled > 0) throw new Error(`${lost} lost, ${doubled} doubled`);
  const memory = ground.processes.memory();
  print({
    units: ground.size.units,
    items: ground.size.units * ground.size.items,
    workers: OTHERS + 1,
    durable_s: seconds(durable),
    delivered_s: seconds(delivered),
    joined: crew.joined,
    killed: crew.killed,
    left_in_order: crew.leftInOrder,
    relay_terms: (await relayEpoch(ground)) - epoch + 1,
    most_relays_leading: crew.leading,
    looks: crew.looks,
    lost,
    doubled,
    rss_mb: Math.max(memory.api, memory.worker),
    rss_api_mb: memory.api,
    rss_worker_mb: memory.worker,
  });
}

/** From the first block that was sent to the last: of the two that were there longest one is killed and one told to end, and once two others work, again. */
async function changesUntilSent(ground: Ground, last: string, crew: Crew): Promise<void> {
  const began = performance.now();
  while ((await ground.one<{ sent: number }>(`SELECT count(*)::int AS sent FROM journal_batch WHERE subscriber = 'checklist.send-block' AND state = 'done' AND id > $1`, [last])).sent === 0) await sleep(10);
  while (!(await looked(ground, last, crew))) {
    if (performance.now() - began > patienceMs(ground.size.units)) throw new Error('The raise was not sent.');
    await ground.processes.loseWorker('SIGKILL', 'oldest');
    crew.killed++;
    await ground.processes.loseWorker('SIGTERM', 'oldest');
    crew.leftInOrder++;
    await joins(ground, 2, () => looked(ground, last, crew));
    crew.joined += 2;
  }
}

/** Starts as many workers and waits until they work, or there is no more need to. */
async function joins(ground: Ground, count: number, enough: () => Promise<boolean>): Promise<void> {
  const here = await workersSeen(ground);
  for (let n = 0; n < count; n++) ground.processes.addWorker();
  while ((await workersSeen(ground)) < here + count && !(await enough())) await sleep(20);
}

/** Whether all is sent; on the way, how many lead the relay just now. */
async function looked(ground: Ground, last: string, crew: Crew): Promise<boolean> {
  const { leading } = await ground.one<{ leading: number }>(
    `SELECT count(*)::int AS leading FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid::bigint = (hashtext('qingkong')::bigint & 4294967295) AND objid::bigint = (hashtext('relay')::bigint & 4294967295)`,
  );
  crew.leading = Math.max(crew.leading, leading);
  crew.looks++;
  return (await ground.one<{ sent: boolean }>(ALL_SENT, [last])).sent;
}

/** How many workers have ever said that they are alive. */
const workersSeen = async (ground: Ground): Promise<number> => (await ground.one<{ n: number }>(`SELECT count(*)::int AS n FROM platform_heartbeat WHERE kind = 'worker'`)).n;

const relayEpoch = async (ground: Ground): Promise<number> => Number((await ground.one<{ epoch: string } | undefined>(`SELECT epoch FROM platform_leader WHERE name = 'relay'`))?.epoch ?? 0);

/** Checklists of this warning that stand in no inbox, and deliveries beyond the first of a checklist; journal entries that the feed lacks or has twice. */
function compared(ground: Ground, warning: string): Promise<{ lost: number; doubled: number }> {
  return ground.one(
    `WITH list AS (SELECT c.id FROM checklist_checklist c JOIN response_response r ON r.id = c.response_id WHERE r.warning_id = $1),
          placed AS (SELECT list.id, count(d.id) AS times FROM list LEFT JOIN notification_delivery d ON d.subject = 'checklist/' || list.id AND d.kind = 'checklist.issued' GROUP BY list.id),
          told AS (SELECT j.id, count(f.position) AS times FROM journal j LEFT JOIN journal_feed f ON f.entry_id = j.id GROUP BY j.id)
     SELECT (SELECT count(*) FROM placed WHERE times = 0)::int + (SELECT count(*) FROM told WHERE times = 0)::int AS lost,
            (SELECT coalesce(sum(times - 1), 0) FROM placed WHERE times > 1)::int + (SELECT coalesce(sum(times - 1), 0) FROM told WHERE times > 1)::int AS doubled`,
    [warning],
  );
}
