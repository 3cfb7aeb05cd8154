import { openUnitSessions } from './city.js';
import { Range } from './confirm.js';
import { median, percentile, round, seconds } from './figures.js';
import { floorOfRaise } from './floor.js';
import type { Ground } from './ground.js';
import { raiseOnce, SET_ASIDE } from './raise.js';
import { Officer } from './officer.js';
import type { Figures, OnFreshGround, Print, Series } from './scenario.js';

const WORKERS = [1, 2, 4];
/** Units whose people answer; opening more sessions would not change what is measured. */
const ANSWERING = 2_000;

/** The same raise with one, two and four workers, and answers that come in through two apis at once. */
export const benchScale: Series = {
  usage: '--units 12500 --items 4 [--rounds 3] [--connections 50] [--seconds 10]',
  layout: { apis: 2 },
  async compare(onFresh: OnFreshGround, figures: Figures, print: Print): Promise<void> {
    for (const workers of WORKERS) await onFresh(figures, { workers }, (ground) => measure(ground, workers, figures, print));
  },
};

async function measure(ground: Ground, workers: number, figures: Figures, print: Print): Promise<void> {
  const floors = [await floorOfRaise(ground)];
  const raises = [];
  for (let n = 0; n < figures.rounds; n++) raises.push(await raiseOnce(ground));
  floors.push(await floorOfRaise(ground));
  const answers = await answered(ground, figures);
  const [durable, delivered] = [raises.map((one) => one.durable), raises.map((one) => one.delivered)];
  const memory = ground.processes.memory();
  print({
    workers,
    apis: ground.processes.urls.length,
    units: figures.units,
    items: figures.units * figures.items,
    durable_s: seconds(median(durable)),
    delivered_s: seconds(median(delivered)),
    delivered_spread_s: [seconds(Math.min(...delivered)), seconds(Math.max(...delivered))],
    floor_s: seconds(median(floors)),
    ratio: Number((median(durable) / median(floors)).toFixed(2)),
    delivered_ratio: Number((median(delivered) / median(floors)).toFixed(2)),
    ...answers,
    rss_mb: Math.max(memory.api, memory.worker),
    rss_api_mb: memory.api,
    rss_worker_mb: memory.worker,
  });
}

/** Answers over all apis at once; as many are durable as were acknowledged, or there is no figure. */
async function answered(ground: Ground, { connections, seconds: long }: Figures): Promise<Record<string, number>> {
  await openUnitSessions(ground.database, ground.city.jurisdictionId, Math.min(ANSWERING, ground.size.units));
  const officer = new Officer(ground);
  const { warning, previewHash } = await officer.readyToSign();
  await officer.signs(warning, previewHash);
  const { rows } = await ground.database.query<{ id: string }>(
    `SELECT c.id FROM checklist_checklist c JOIN response_response r ON r.id = c.response_id AND r.warning_id = $1
      WHERE c.items_total > 0 ORDER BY c.unit_id LIMIT $2`,
    [warning, ANSWERING],
  );
  const range = new Range(rows.map((row) => row.id), ground);
  await range.shoot({ connections, seconds: 2 });
  const before = await ground.one<{ n: number }>('SELECT count(*)::int AS n FROM checklist_answer');
  const began = performance.now();
  const shots = await range.shoot({ connections, seconds: long });
  const elapsed = (performance.now() - began) / 1_000;
  const taken = shots.filter(({ status }) => status === 200);
  const after = await ground.one<{ n: number }>('SELECT count(*)::int AS n FROM checklist_answer');
  if (after.n - before.n !== taken.length) throw new Error(`${taken.length} were acknowledged, ${after.n - before.n} are durable`);
  await ground.database.query(SET_ASIDE);
  const times = taken.map((shot) => shot.milliseconds);
  return { rate: Math.round(taken.length / elapsed), p50_ms: round(percentile(times, 0.5)), p99_ms: round(percentile(times, 0.99)), refused: shots.length - taken.length };
}
