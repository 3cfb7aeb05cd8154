import { setTimeout as sleep } from 'node:timers/promises';
import { openUnitSessions } from './city.js';
import { percentile, round } from './figures.js';
import type { Ground } from './ground.js';
import type { Figures, Print, Scenario } from './scenario.js';
import { Nights } from './soak-nights.js';
import { SoakWatch } from './soak-watch.js';
import { trendOf, type Trend } from './trend.js';

const MINUTE_MS = 60_000;

/** Confirmations at a steady rate for a long time, while one response after the other opens, is answered, lifted, stood down and closed. */
export const benchSoak: Scenario = {
  usage: '[--minutes 30] [--rate 200]',
  // Forty lines each: at two hundred answers a second a night is over in forty seconds.
  size: () => ({ units: 200, items: 40 }),
  measure,
};

async function measure(ground: Ground, { minutes, rate }: Figures, print: Print): Promise<void> {
  await openUnitSessions(ground.database, ground.city.jurisdictionId, ground.size.units);
  const nights = new Nights(ground);
  const watch = new SoakWatch(ground);
  await nights.begin();
  const ending = new AbortController();
  const began = performance.now();
  const running = Promise.all([nights.answers(rate, ending.signal), watch.runs(ending.signal)]);
  const lines: Record<string, number>[] = [];
  try {
    for (let minute = 1; minute <= minutes; minute++) {
      await Promise.race([running, sleep(began + minute * MINUTE_MS - performance.now())]);
      const { shots, closed } = nights.sinceLast();
      const times = shots.map((shot) => shot.milliseconds);
      const figures = { confirmed: shots.length, rate: Math.round(shots.length / 60), p50_ms: round(percentile(times, 0.5)), p99_ms: round(percentile(times, 0.99)), closed };
      const { memory, lateness, ...more } = await watch.minute();
      print({ minute, ...figures, ...memory, ...lateness, ...more });
      lines.push({ ...figures, ...memory, ...lateness, dead_share: more.dead_share });
    }
  } finally {
    ending.abort();
    await running;
  }
  const left = await nights.end();
  const kept = await durable(ground);
  if (kept !== nights.confirmed) throw new Error(`${nights.confirmed} were acknowledged, ${kept} are durable`);
  const judgement = verdict(lines);
  print({ minute: 'all', confirmed: nights.confirmed, durable: kept, nights: nights.opened, left_open: left, ...judgement });
  if (judgement.verdict !== 'flat') process.exitCode = 1;
}

/** Rows that answers left: more or fewer than were acknowledged is a fault, not a figure. */
async function durable(ground: Ground): Promise<number> {
  return (await ground.one<{ n: number }>('SELECT count(*)::int AS n FROM checklist_answer')).n;
}

/** Which of the figures went up for good, and whether any did. */
function verdict(lines: readonly Record<string, number>[]): { trends: Record<string, Trend>; verdict: string } {
  const floors: Record<string, number> = { rss_api_mb: 15, rss_worker_mb: 15, clock_late_s: 1, batch_oldest_s: 1, pending_oldest_s: 1, p99_ms: 20, dead_share: 0.1 };
  const trends = Object.fromEntries(Object.entries(floors).map(([name, floor]) => [name, trendOf(lines.map((line) => line[name] ?? 0), floor)]));
  const rising = Object.entries(trends).filter(([, trend]) => !trend.flat).map(([name]) => name);
  return { trends, verdict: rising.length === 0 ? 'flat' : `rising: ${rising.join(', ')}` };
}
