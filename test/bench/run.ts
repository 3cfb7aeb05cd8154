import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Ground } from './ground.js';
import { benchConfirm } from './confirm.js';
import { benchOverload } from './overload.js';
import { benchRaise } from './raise.js';

const USAGE = `npm run -s bench -- raise   [--units 30] [--items 40] [--rounds 3]
npm run -s bench -- confirm [--connections 50] [--seconds 10]
npm run -s bench -- overload [--connections 50] [--seconds 10] [--viewers 400]
One JSON line per measurement. Times are of this machine at this minute: compare the ratio to the floor, measured in the same run.`;

/** Speed claims come from here: the built api and worker as processes of their own, the real door, relay and queue. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      units: { type: 'string', default: '30' },
      items: { type: 'string', default: '40' },
      rounds: { type: 'string', default: '3' },
      connections: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '10' },
      viewers: { type: 'string', default: '400' },
    },
  });
  const number = (name: keyof typeof values): number => Number(values[name]);
  const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  const scenario = positionals[0];
  if (scenario !== 'raise' && scenario !== 'confirm' && scenario !== 'overload') {
    process.stderr.write(`${USAGE}\n`);
    process.exit(2);
  }
  const ground = await Ground.prepared(scenario === 'raise' ? { units: number('units'), items: number('items') } : { units: 2_000, items: 40 });
  try {
    if (scenario === 'raise') await benchRaise(ground, number('rounds'), print);
    else if (scenario === 'overload') await benchOverload(ground, { connections: number('connections'), seconds: number('seconds'), viewers: number('viewers') }, print);
    else await benchConfirm(ground, { connections: number('connections'), seconds: number('seconds') }, print);
  } finally {
    await ground.cleared();
  }
}

await main();
