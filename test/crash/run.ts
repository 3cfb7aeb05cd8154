import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { StartProblem } from '../../apps/standalone/src/advice.js';
import { prepareGround, type Ground } from './grounds.js';
import type { Lane } from './lane.js';
import { oneRun, type RunReport } from './one-run.js';
import { IN_WORDS } from './queue.js';
import { firstOfSeries } from './series.js';
import { readSettings, UsageProblem, type Settings } from './settings.js';
import { inSeconds, isSound, linesOf, summaryOf } from './telling.js';

/** As shells report a process that was told to stop by Ctrl+C. */
const INTERRUPTED = 130;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run crash`: kills the product in many ways and counts what was lost or doubled by it. The last line is the verdict. */
async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  say(`crash: ${settings.runs} runs, seed ${settings.seed}, commit ${commit()}, queues on ${IN_WORDS[settings.backend]}`);
  const began = Date.now();
  const series = seriesIn(settings);
  const preparing = prepareGround(settings, Math.min(settings.lanes, series.length));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupted(preparing));
  const ground = await preparing;
  say(`the cities stand after ${inSeconds(Date.now() - began)}`);
  try {
    const reports = (await Promise.all(ground.lanes.map((lane) => tellAll(lane, series, settings)))).flat();
    say(`${reports.length} runs in ${inSeconds(Date.now() - began)}`);
    summaryOf(reports, settings).forEach(say);
    process.exitCode = isSound(reports) ? 0 : 1;
  } finally {
    await ground.cleared();
  }
}

/** The runs that are asked for, those of one series together. */
function seriesIn({ first, runs }: Settings): number[][] {
  const series = new Map<number, number[]>();
  for (let run = first; run < first + runs; run++) series.set(firstOfSeries(run), [...(series.get(firstOfSeries(run)) ?? []), run]);
  return [...series.values()];
}

/** One series after another, until none is left that no other lane has taken. After a breach nobody can say what else it harms. */
async function tellAll(lane: Lane, series: number[][], settings: Settings): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  for (let runs = series.shift(); runs !== undefined; runs = series.shift()) {
    for (const run of runs) {
      const report = await oneRun(lane, run, settings);
      reports.push(report);
      linesOf(report, settings).forEach(say);
      if (report.breaches.length > 0) await lane.endsSeries();
    }
    await lane.endsSeries();
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
