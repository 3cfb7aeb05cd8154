import { openUnitSessions } from './city.js';
import { Range } from './confirm.js';
import { percentile, round, seconds } from './figures.js';
import type { Ground } from './ground.js';
import type { Shot } from './load.js';
import { raiseOnce } from './raise.js';
import type { Figures, Print, Scenario } from './scenario.js';

/** Units that answer: enough that each line is answered once, however long the raise takes. */
const ANSWERING = 60_000;
const WARM_UP_SECONDS = 3;
/** Answers are counted in pieces of this length, the last of which may outlast the raise. */
const PIECE_SECONDS = 1;

/** 全国发布时照常反馈: units answer over HTTP as fast as they are answered, alone and while a warning is raised for a nation. */
export const benchBeside: Scenario = {
  usage: '[--units 300000] [--items 4] [--connections 50] [--seconds 10]',
  size: ({ units, items }) => ({ units, items }),
  measure,
};

async function measure(ground: Ground, { connections, seconds: alone }: Figures, print: Print): Promise<void> {
  await openUnitSessions(ground.database, ground.city.jurisdictionId, Math.min(ANSWERING, ground.size.units));
  await raiseOnce(ground);
  const { rows: lists } = await ground.database.query<{ id: string }>('SELECT id FROM checklist_checklist WHERE items_total > 0 ORDER BY unit_id LIMIT $1', [ANSWERING]);
  await ground.database.query('VACUUM ANALYZE');
  const range = new Range(lists.map(({ id }) => id), ground);
  await range.shoot({ connections, seconds: WARM_UP_SECONDS });
  print({ phase: 'alone', connections, ...told(await range.shoot({ connections, seconds: alone }), alone) });
  let isOver = false;
  const raising = raiseOnce(ground).finally(() => (isOver = true));
  const began = performance.now();
  const beside: Shot[] = [];
  while (!isOver) beside.push(...(await range.shoot({ connections, seconds: PIECE_SECONDS })));
  const { durable, delivered } = await raising;
  print({ phase: 'beside', connections, units: ground.size.units, items: ground.size.units * ground.size.items, durable_s: seconds(durable), delivered_s: seconds(delivered), ...told(beside, (performance.now() - began) / 1_000), rss_api_mb: ground.processes.memory().api });
}

function told(shots: readonly Shot[], elapsed: number): Record<string, number> {
  const taken = shots.filter(({ status }) => status === 200).map(({ milliseconds }) => milliseconds);
  return { confirmed: taken.length, refused: shots.length - taken.length, rate: Math.round(taken.length / elapsed), p50_ms: round(percentile(taken, 0.5)), p99_ms: round(percentile(taken, 0.99)), max_ms: round(Math.max(...taken)) };
}
