import { setTimeout as sleep } from 'node:timers/promises';
import { floorOfRaise } from './floor.js';
import type { Ground } from './ground.js';
import { goodRaise, judged } from './good.js';
import { median, seconds } from './figures.js';
import { Officer } from './officer.js';
import type { Figures, Print, Scenario } from './scenario.js';

/** Everything that follows from the signature has been handed on and done. */
export const ALL_SENT = `
  SELECT NOT EXISTS (SELECT 1 FROM journal_pending)
     AND EXISTS (SELECT 1 FROM journal_batch WHERE subscriber = 'checklist.send-block' AND id > $1)
     AND NOT EXISTS (SELECT 1 FROM journal_batch WHERE state = 'waiting') AS sent`;

/** As if the former round had been closed long ago; how responses close is not what is measured. */
export const SET_ASIDE = `UPDATE response_response SET state = 'lifted', version = version + 1 WHERE state = 'active'`;

export interface Round {
  readonly durable: number;
  readonly delivered: number;
  readonly wal: number;
}

/** From the approver's click to the last inbox: signed over HTTP, `@Within` chain, relay, BullMQ blocks, in-app placed. */
export const benchRaise: Scenario = {
  usage: '[--units 30] [--items 40] [--rounds 3]',
  size: ({ units, items }) => ({ units, items }),
  measure,
};

async function measure(ground: Ground, { rounds }: Figures, print: Print): Promise<void> {
  const { units, items } = ground.size;
  const before = await floorOfRaise(ground);
  const spilled = await ground.spilledMb();
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) measured.push(await raiseOnce(ground));
  const spilledMb = (await ground.spilledMb()) - spilled;
  const after = await floorOfRaise(ground);
  const pick = (of: keyof Round): number => median(measured.map((round) => round[of]));
  const floor = median([before, after]);
  const memory = ground.processes.memory();
  print(judged({
    units,
    items: units * items,
    durable_s: seconds(pick('durable')),
    delivered_s: seconds(pick('delivered')),
    floor_s: seconds(floor),
    ratio: Number((pick('durable') / floor).toFixed(2)),
    delivered_ratio: Number((pick('delivered') / floor).toFixed(2)),
    wal_mb: Number((pick('wal') / 1e6).toFixed(1)),
    spilled_mb: spilledMb,
    rss_mb: Math.max(memory.api, memory.worker),
    rss_api_mb: memory.api,
    rss_worker_mb: memory.worker,
    rounds: measured.map((round) => [seconds(round.durable), seconds(round.delivered)]),
    floors: [seconds(before), seconds(after)],
  }, goodRaise(units * items)));
}

/** What a raise is doing: being prepared and previewed, being written until it is durable, being sent until the last inbox has it. */
export type Phase = 'preparing' | 'writing' | 'sending';

export async function raiseOnce(ground: Ground, entered: (phase: Phase) => void = () => {}): Promise<Round> {
  entered('preparing');
  const officer = new Officer(ground);
  const { warning, previewHash } = await officer.readyToSign();
  const { last } = await ground.one<{ last: string }>('SELECT coalesce(max(id), 0) AS last FROM journal_batch');
  await ground.database.query('CHECKPOINT');
  const wal = await ground.walBytes();
  entered('writing');
  const began = performance.now();
  await officer.signs(warning, previewHash);
  const durable = performance.now() - began;
  entered('sending');
  // Asked often, because small raises take milliseconds, but never so often that asking becomes a load of its own.
  while (!(await ground.one<{ sent: boolean }>(ALL_SENT, [last])).sent) await sleep(Math.max(2, (performance.now() - began) / 500));
  const delivered = performance.now() - began;
  await check(ground, warning);
  const written = (await ground.walBytes()) - wal;
  await ground.database.query(SET_ASIDE);
  return { durable, delivered, wal: written };
}

/** A figure counts only when every row is there once. */
export async function check(ground: Ground, warning: string): Promise<void> {
  const found = await ground.one<{ lists: number; sent: number; items: number; placed: number; armed: number }>(
    `SELECT count(*)::int AS lists, count(sent_at)::int AS sent, sum(items_total)::int AS items, count(ring_at)::int AS armed,
            (SELECT count(*)::int FROM notification_delivery d WHERE d.thread = r.id) AS placed
       FROM response_response r JOIN checklist_checklist c ON c.response_id = r.id WHERE r.warning_id = $1 AND c.items_total > 0 GROUP BY r.id`,
    [warning],
  );
  const { units, items } = ground.size;
  // The office that leads gets a checklist too, without lines of its own to answer.
  if (found.lists !== units || found.sent !== units || found.items !== units * items || found.placed !== units + 1 || found.armed !== units) {
    throw new Error(`raise of ${units}×${items} left ${JSON.stringify(found)}`);
  }
}
