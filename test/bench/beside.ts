import { openUnitSessions } from './city.js';
import { Range } from './confirm.js';
import { percentile, round, seconds } from './figures.js';
import { GOOD_BESIDE, judged } from './good.js';
import type { Cpu, Ground } from './ground.js';
import type { Shot } from './load.js';
import { raiseOnce, type Phase } from './raise.js';
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
  if (lists.length < ANSWERING) throw new Error(`${lists.length} units have a checklist, ${ANSWERING} are wanted to answer: give more --units`);
  const range = new Range(lists.map(({ id }) => id), ground);
  await range.shoot({ connections, seconds: WARM_UP_SECONDS });
  const before = await durable(ground);
  const quiet = await piece('alone', () => range.shoot({ connections, seconds: alone }), ground);
  print({ phase: 'alone', connections, ...told([quiet]) });
  await ground.statementsFromNow();
  let phase: Phase | null = 'preparing';
  const raising = raiseOnce(ground, (next) => (phase = next)).finally(() => (phase = null));
  const pieces: Piece[] = [];
  while (phase) pieces.push(await piece(phase, () => range.shoot({ connections, seconds: PIECE_SECONDS }), ground));
  const raised = await raising;
  const [acknowledged, written] = [told([quiet, ...pieces]).confirmed!, (await durable(ground)) - before];
  if (acknowledged !== written) throw new Error(`${acknowledged} were acknowledged, ${written} are durable`);
  (await ground.statementsUntilNow()).forEach(print);
  for (const each of ['preparing', 'writing', 'sending'] as const) {
    const those = pieces.filter((one) => one.phase === each);
    if (those.length > 0) print({ phase: each, connections, ...told(those) });
  }
  print(judged({ phase: 'beside', connections, units: ground.size.units, items: ground.size.units * ground.size.items, durable_s: seconds(raised.durable), delivered_s: seconds(raised.delivered), ...told(pieces), rss_api_mb: ground.processes.memory().api }, GOOD_BESIDE));
}

const durable = async (ground: Ground): Promise<number> => (await ground.one<{ n: number }>('SELECT count(*)::int AS n FROM checklist_answer')).n;

/** What was answered within a second or so, in the phase in which it began. */
interface Piece {
  readonly phase: Phase | 'alone';
  readonly seconds: number;
  readonly shots: readonly Shot[];
  readonly cpu: Readonly<Record<string, number>>;
}

async function piece(phase: Piece['phase'], shoot: () => Promise<Shot[]>, ground: Ground): Promise<Piece> {
  const cpu = ground.cpu();
  const began = performance.now();
  const shots = await shoot();
  const used = ground.cpu();
  return { phase, shots, seconds: (performance.now() - began) / 1_000, cpu: Object.fromEntries(Object.entries(used).map(([name, ms]) => [name, ms - cpu[name as keyof Cpu]])) };
}

/** Answers a second and their times; and how much of a core each kind of process had. */
function told(pieces: readonly Piece[]): Record<string, number> {
  const shots = pieces.flatMap((one) => one.shots);
  const elapsed = pieces.reduce((sum, one) => sum + one.seconds, 0);
  const taken = shots.filter(({ status }) => status === 200).map(({ milliseconds }) => milliseconds);
  const cores = Object.keys(pieces[0]!.cpu).map((name) => [`${name}_cores`, Number((pieces.reduce((sum, one) => sum + one.cpu[name]!, 0) / elapsed / 1_000).toFixed(2))]);
  return { confirmed: taken.length, refused: shots.length - taken.length, rate: Math.round(taken.length / elapsed), p50_ms: round(percentile(taken, 0.5)), p99_ms: round(percentile(taken, 0.99)), max_ms: round(Math.max(...taken)), ...Object.fromEntries(cores) };
}
