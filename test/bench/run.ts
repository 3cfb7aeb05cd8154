import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { benchClocks } from './clocks.js';
import { benchConfirm } from './confirm.js';
import { Ground } from './ground.js';
import { benchOverload } from './overload.js';
import { benchRaise } from './raise.js';
import { benchSoak } from './soak.js';
import { OPTIONS, type Figures, type Print, type Scenario } from './scenario.js';
import { benchViews } from './views.js';

const SCENARIOS: Readonly<Record<string, Scenario>> = { raise: benchRaise, confirm: benchConfirm, overload: benchOverload, clocks: benchClocks, views: benchViews, soak: benchSoak };

const USAGE = `${Object.entries(SCENARIOS).map(([name, { usage }]) => `npm run -s bench -- ${name} ${usage}`).join('\n')}
All take [--backend pg|redis|cluster] [--apis 1] [--workers 1] [--profile FOLDER] [--statements].
One JSON line per measurement. Times are of this machine at this minute: compare the ratio to the floor, measured in the same run.
`;

/** Speed claims come from here: the built api and worker as processes of their own, the real door, relay and queue. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, text])), backend: text, apis: text, workers: text, profile: text, statements: { type: 'boolean' } },
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
  const print: Print = (line) => void process.stdout.write(`${JSON.stringify({ scenario: positionals[0], ...line, ...layout })}\n`);
  const ground = await Ground.prepared(scenario.size(figures), { ...layout, profile: given.profile ?? null, statements: given.statements ?? false });
  try {
    await scenario.measure(ground, figures, print);
  } finally {
    await ground.cleared();
  }
}

await main();
