import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { caughtBy, crashed, stopped, tested, type Finding } from './catching.js';
import { Ground } from './ground.js';
import { handful, inWords, PLANTS, type Plant } from './plants.js';
import { tableOf, type Caught } from './table.js';

const TABLE = 'docs/planted-bugs.md';
/** So many nights must pass without a bug, or everything would count as caught. */
const CONTROL_RUNS = 4;
const USAGE = 'npm run planted -- [NAME…] [--some N [--seed S]] [--table] [--no-control]';

const OPTIONS = { table: { type: 'boolean' }, 'no-control': { type: 'boolean' }, some: { type: 'string' }, seed: { type: 'string', default: '1' } } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const inSeconds = (since: number): string => `${((Date.now() - since) / 1_000).toFixed(0)} s`;

/** `npm run planted`: plants each bug in a copy of the built code and asks the suite that should catch it. The last line is the verdict. */
async function main(): Promise<void> {
  const { values, positionals: names } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const known = PLANTS();
  const unknown = names.filter((name) => known.every((plant) => plant.name !== name));
  if (unknown.length > 0) throw new Error(`Nothing is known as ${unknown.join(', ')}.\n${USAGE}`);
  const asked = known.filter(({ name }) => names.length === 0 || names.includes(name));
  const plants = values.some ? handful(asked, Number(values.some), Number(values.seed)) : asked;
  const ground = Ground.prepared();
  process.once('exit', () => ground.cleared());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (stopped(), process.exit(130)));
  if (!values['no-control']) await control(ground, plants);
  const caught: Caught[] = [];
  for (const plant of plants) caught.push(...(await hunted(ground, plant)));
  if (values.table) writeFileSync(TABLE, tableOf(caught));
  say(`planted ${plants.length} caught ${caught.length}`);
  process.exitCode = caught.length === plants.length ? 0 : 1;
}

/** Without a bug, every suite that is asked has to be content. */
async function control(ground: Ground, plants: readonly Plant[]): Promise<void> {
  const began = Date.now();
  const files = [...new Set(plants.flatMap(({ catcher }) => (catcher.suite === 'test' ? [catcher.file] : [])))];
  const content: Finding[] = [];
  if (files.length > 0) content.push(await tested(ground, 1, files, null));
  if (plants.some(({ catcher }) => catcher.suite === 'crash')) content.push(await crashed(ground, 1, CONTROL_RUNS));
  const wrong = content.flatMap(({ broken, unrunnable }) => [...broken, ...(unrunnable ? [unrunnable] : [])]);
  if (wrong.length > 0) throw new Error(`Without any bug the suites are not content:\n  ${wrong.join('\n  ')}`);
  say(`control: nothing planted, nothing caught (${inSeconds(began)})`);
}

async function hunted(ground: Ground, plant: Plant): Promise<Caught[]> {
  const began = Date.now();
  ground.plant(plant.patches);
  const { seed, broken, unrunnable } = await caughtBy(plant, ground);
  const where = inWords(plant.catcher);
  if (unrunnable || broken.length === 0) {
    say(`${plant.name}: NOT CAUGHT by ${where}${unrunnable ? `, which could not be told: ${unrunnable}` : ` in five seeds, the last ${seed}`} (${inSeconds(began)})`);
    return [];
  }
  say(`${plant.name}: caught by ${where} at seed ${seed}: ${broken.join(', ')} (${inSeconds(began)})`);
  return [{ plant, seed, broken }];
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
