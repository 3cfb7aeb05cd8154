import 'reflect-metadata';
import { StartProblem } from '../../apps/standalone/src/advice.js';
import { prepareGround, type Ground } from './grounds.js';
import type { Lane } from './lane.js';
import { commit, noteDown } from './log.js';
import { oneRun, type RunReport } from './one-run.js';
import { IN_WORDS } from './queue.js';
import { dealt, type Series } from './series.js';
import { readSettings, UsageProblem } from './settings.js';
import { inSeconds, isSound, linesOf, summaryOf } from './telling.js';

/** As shells report a process that was told to stop by Ctrl+C. */
const INTERRUPTED = 130;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run crash`: kills the product in many ways and counts what was lost or doubled by it. The last line is the verdict. */
async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  const { runs, seeds, backends } = settings;
  say(`crash: ${runs} runs, seed ${seeds.join(' and ')}, commit ${commit()}, queues on ${[...new Set(backends)].map((backend) => IN_WORDS[backend]).join(', ')}`);
  const began = Date.now();
  const series = dealt(settings);
  const preparing = prepareGround(settings.keep, Math.min(settings.lanes, series.length));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupted(preparing));
  const ground = await preparing;
  say(`the cities stand after ${inSeconds(Date.now() - began)}`);
  try {
    const reports = (await Promise.all(ground.lanes.map((lane) => tellAll(lane, series, settings.calm)))).flat();
    say(`${reports.length} runs in ${inSeconds(Date.now() - began)}`);
    summaryOf(reports).forEach(say);
    if (settings.log) noteDown(reports, Date.now() - began);
    process.exitCode = isSound(reports) ? 0 : 1;
  } finally {
    await ground.cleared();
  }
}

/** One series after another, until none is left that no other lane has taken. After a breach nobody can say what else it harms. */
async function tellAll(lane: Lane, waiting: Series[], calm: boolean): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  for (let series = waiting.shift(); series !== undefined; series = waiting.shift()) {
    for (const run of series.runs) {
      const report = await oneRun(lane, series, run, calm);
      reports.push(report);
      linesOf(report).forEach(say);
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

main()
  // Whatever still listens for the dead must not keep the verdict waiting.
  .then(() => process.exit())
  .catch((error: Error) => {
    const known = error instanceof UsageProblem || error instanceof StartProblem;
    process.stderr.write(`${known ? error.message : error.stack}\n`);
    process.exit(1);
  });
