import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { StartProblem } from '../../apps/standalone/src/advice.js';
import { prepareGround } from './grounds.js';
import { oneRun, type Ground, type RunReport } from './one-run.js';
import { readSettings, UsageProblem, type Settings } from './settings.js';
import { inSeconds, isSound, linesOf, summaryOf } from './telling.js';

/** As shells report a process that was told to stop by Ctrl+C. */
const INTERRUPTED = 130;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run crash`: kills the product in many ways and counts what was lost or doubled by it. The last line is the verdict. */
async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  say(`crash: ${settings.runs} runs, seed ${settings.seed}, commit ${commit()}, queues on PostgreSQL`);
  const began = Date.now();
  const preparing = prepareGround(settings.keep);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupted(preparing));
  const ground = await preparing;
  say(`a city of 200 units stands after ${inSeconds(Date.now() - began)}`);
  try {
    const reports = await allRuns(ground, settings);
    say(`${reports.length} runs in ${inSeconds(Date.now() - began)}`);
    summaryOf(reports).forEach(say);
    process.exitCode = isSound(reports) ? 0 : 1;
  } finally {
    await ground.cleared();
  }
}

async function allRuns(ground: Ground, { runs, seed, only, calm }: Settings): Promise<RunReport[]> {
  const numbers = only === null ? Array.from({ length: runs }, (_, at) => at + 1) : [only];
  const reports: RunReport[] = [];
  for (const number of numbers) {
    const report = await oneRun(ground, seed, number, calm);
    reports.push(report);
    linesOf(report, seed).forEach(say);
  }
  return reports;
}

/** PostgreSQL is a process of its own and would go on without us. */
async function interrupted(preparing: Promise<Ground>): Promise<void> {
  say('interrupted: stopping the processes and PostgreSQL');
  await preparing.then((ground) => ground.cleared()).catch(() => undefined);
  process.exit(INTERRUPTED);
}

/** The commit that is tested; a changed working tree says so. */
function commit(): string {
  const git = (...args: string[]): string => spawnSync('git', args, { encoding: 'utf8' }).stdout?.trim() ?? '';
  const head = git('rev-parse', '--short', 'HEAD') || 'unknown';
  return git('status', '--porcelain') ? `${head} with changes` : head;
}

main().catch((error: Error) => {
  const known = error instanceof UsageProblem || error instanceof StartProblem;
  process.stderr.write(`${known ? error.message : error.stack}\n`);
  process.exit(1);
});
