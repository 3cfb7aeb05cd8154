import { setTimeout as sleep } from 'node:timers/promises';
import { deskToken } from './desk-sessions.js';
import { round, seconds } from './figures.js';
import type { Ground } from './ground.js';

const SLOW_READS_MS = 20;
const WATCH_MS = 10;

/** The whole ledger as a file: read as fast as it comes, then by somebody with a slow line. Flat is: four times the rows hold no more memory of the api than a quarter of them. */
export async function measureExport(ground: Ground, rows: number): Promise<Record<string, number>> {
  const quarter = await read(ground, '?category=vehicle', 0);
  const quick = await read(ground, '', 0);
  if (quick.lines !== rows + 1) throw new Error(`the file has ${quick.lines - 1} rows, the filter ${rows}`);
  const slow = await read(ground, '', SLOW_READS_MS);
  const again = await read(ground, '', 0);
  return {
    items: rows,
    durable_s: seconds(quick.took),
    rows_per_s: Math.round(rows / (quick.took / 1_000)),
    file_mb: round(quick.bytes / 1e6),
    first_byte_ms: round(quick.first),
    slow_s: seconds(slow.took),
    items_quarter: quarter.lines - 1,
    rss_quarter_mb: quarter.rss,
    rss_mb: quick.rss,
    rss_slow_mb: slow.rss,
    rss_again_mb: again.rss,
  };
}

interface Read {
  readonly lines: number;
  readonly bytes: number;
  readonly took: number;
  readonly first: number;
  /** The most that the api held while it was read, MB. */
  readonly rss: number;
}

async function read(ground: Ground, filter: string, pauseMs: number): Promise<Read> {
  const began = performance.now();
  const reply = await fetch(`${ground.processes.url}/api/v1/violations/export${filter}`, { headers: { cookie: `qk_session=${deskToken(0)}`, 'accept-encoding': 'identity' } });
  if (reply.status !== 200) throw new Error(`export: ${reply.status} ${await reply.text()}`);
  let [lines, bytes, first, rss] = [0, 0, 0, 0];
  const watch = setInterval(() => (rss = Math.max(rss, ground.processes.resident().api!)), WATCH_MS);
  for await (const part of reply.body!) {
    first ||= performance.now() - began;
    bytes += part.length;
    for (const byte of part) if (byte === 10) lines++;
    // A slow line for the first part of it is enough to see whether anything piles up behind it.
    if (pauseMs > 0 && bytes < 8e6) await sleep(pauseMs);
  }
  clearInterval(watch);
  return { lines, bytes, took: performance.now() - began, first, rss };
}
