import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benchBeside } from './beside.js';
import { benchChurn } from './churn.js';
import { benchClocks } from './clocks.js';
import { benchConfirm } from './confirm.js';
import { Ground } from './ground.js';
import { benchGrowth } from './growth.js';
import { benchOverload } from './overload.js';
import { benchPeers } from './peers/peers.js';
import { benchRaise } from './raise.js';
import { benchScale } from './scale.js';
import { OPTIONS, type Figures, type OnFreshGround, type Print, type Scenario, type Series } from './scenario.js';
import { benchSoak } from './soak.js';
import { benchViews } from './views.js';

const SCENARIOS: Readonly<Record<string, Scenario | Series>> = {
  raise: benchRaise,
  confirm: benchConfirm,
  overload: benchOverload,
  beside: benchBeside,
  clocks: benchClocks,
  views: benchViews,
  soak: benchSoak,
  growth: benchGrowth,
  peers: benchPeers,
  scale: benchScale,
  churn: benchChurn,
};

const USAGE = `${Object.entries(SCENARIOS).map(([name, { usage }]) => `npm run -s bench -- ${name} ${usage}`).join('\n')}
All take [--backend pg|redis|cluster] [--apis 1] [--workers 1] [--profile FOLDER] [--statements]; --plot FOLDER draws what can be drawn.
One JSON line per measurement. Times are of this machine at this minute: compare the ratio to the floor, measured in the same run.
`;

/** Speed claims come from here: the built api and worker as processes of their own, the real door, relay and queue. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, text])), backend: text, apis: text, workers: text, profile: text, plot: text, statements: { type: 'boolean' } },
  });
  const given = values as Readonly<Record<string, string | undefined>> & { statements?: boolean };
  const scenario = SCENARIOS[positionals[0] ?? ''];
  const backend = given.backend ?? 'pg';
  if (!scenario || (backend !== 'pg' && backend !== 'redis' && backend !== 'cluster')) {
    process.stderr.write(USAGE);
    process.exit(2);
  }
  const figures = Object.fromEntries(Object.entries(OPTIONS).map(([name, usual]) => [name, Number(given[name] ?? usual)])) as Figures;
  const layout = { backend, apis: Number(given.apis ?? scenario.layout?.apis ?? 1), workers: Number(given.workers ?? scenario.layout?.workers ?? 1) } as const;
  const watching = { profile: given.profile ?? null, statements: given.statements ?? false };
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout?.trim() || null;
  const print: Print = (line) => void process.stdout.write(`${JSON.stringify({ scenario: positionals[0], ...layout, ...line, at: new Date().toISOString(), commit, load: loadavg().map((load) => Number(load.toFixed(1))) })}\n`);
  const onFresh: OnFreshGround = async (size, more, work) => {
    const ground = await Ground.prepared(size, { ...layout, ...watching, ...more });
    try {
      return await work(ground);
    } finally {
      await ground.cleared();
    }
  };
  if ('compare' in scenario) await scenario.compare(onFresh, figures, print, given.plot ?? null);
  else await onFresh(scenario.size(figures), {}, (ground) => scenario.measure(ground, figures, print));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await main();
