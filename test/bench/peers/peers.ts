import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median, seconds } from '../figures.js';
import { drawSpreads } from '../plot/spreads.js';
import type { Round } from '../raise.js';
import type { Figures, OnFreshGround, Print, Series } from '../scenario.js';
import { PeerProcess, qingkong, type Contestant } from './contestants.js';

/** Each peer, and how many checklists it puts into a job: one, as its documentation has it, or 500, as the product does. */
const PEERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  boss: { boss: 1, boss_blocks: 500 },
  graphile: { graphile: 1, graphile_blocks: 500 },
  loop: { loop: 1 },
};

/** Units beyond which one round would take minutes. */
const AT_MOST: Readonly<Record<string, number>> = { loop: 2_000 };

/** In the order of the picture. */
const NAMES: Readonly<Record<string, string>> = {
  qingkong: '晴空 Qingkong (all of it)',
  boss_blocks: 'pg-boss, blocks of 500',
  graphile_blocks: 'graphile-worker, blocks of 500',
  boss: 'pg-boss, a job each',
  graphile: 'graphile-worker, a job each',
  loop: 'NestJS + TypeORM + BullMQ loop',
};

/** The same fan-out side by side: N checklists durable, handed over, delivered once. Rounds alternate; the first of each is not counted. */
export const benchPeers: Series = {
  usage: '--units 1200 --items 4 [--rounds 3] [--plot docs/figures]',
  async compare(onFresh: OnFreshGround, { units, items, rounds }: Figures, print: Print, plot: string | null): Promise<void> {
    await onFresh({ units, items }, {}, async (ground) => {
      const processes: PeerProcess[] = [];
      try {
        const all = [qingkong(ground)];
        for (const [peer, ways] of Object.entries(PEERS)) {
          if (units > (AT_MOST[peer] ?? units)) {
            print({ peer, units, items: units * items, left_out: `measured up to ${AT_MOST[peer]} units: a row at a time takes minutes beyond` });
            continue;
          }
          processes.push(await PeerProcess.started(peer, ground));
          for (const [name, block] of Object.entries(ways)) all.push(processes.at(-1)!.contestant(name, block));
        }
        const measured = await alternating(all, rounds);
        const [ours] = all.map(({ name }) => median(measured.get(name)!.map((round) => round.delivered)));
        for (const one of all) print({ ...figuresOf(one, measured.get(one.name)!, ours!), units, items: units * items });
        if (plot) draw(path.join(plot, 'peers.svg'), units, measured);
      } finally {
        for (const one of processes) await one.stops();
      }
    });
  },
};

/** Each round in another order, so that nobody always comes after the same neighbour. */
async function alternating(all: readonly Contestant[], rounds: number): Promise<Map<string, Round[]>> {
  const measured = new Map<string, Round[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    const order = [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
    for (const one of order) {
      const result = await one.runs();
      if (round > 0) measured.get(one.name)!.push(result);
    }
  }
  return measured;
}

function figuresOf(one: Contestant, rounds: readonly Round[], ours: number): Record<string, unknown> {
  const spread = (of: 'durable' | 'delivered'): number[] => [Math.min(...rounds.map((round) => round[of])), Math.max(...rounds.map((round) => round[of]))].map(seconds);
  const delivered = median(rounds.map((round) => round.delivered));
  return {
    peer: one.name,
    durable_s: seconds(median(rounds.map((round) => round.durable))),
    durable_spread_s: spread('durable'),
    delivered_s: seconds(delivered),
    delivered_spread_s: spread('delivered'),
    times_ours: Number((delivered / ours).toFixed(2)),
    wal_mb: Number((median(rounds.map((round) => round.wal)) / 1e6).toFixed(1)),
    rss_mb: one.memory(),
    rounds: rounds.length,
  };
}

function draw(file: string, units: number, measured: ReadonlyMap<string, readonly Round[]>): void {
  const spreads = Object.entries(NAMES).filter(([name]) => measured.has(name)).map(([name, label]) => {
    const times = measured.get(name)!.map((round) => seconds(round.delivered));
    return { name: label, hue: name === 'qingkong' ? (0 as const) : (2 as const), median: median(times), least: Math.min(...times), most: Math.max(...times) };
  });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, drawSpreads(`${units.toLocaleString('en-US')} 份清单送达 checklists delivered`, '秒 seconds (log): median, min–max', spreads));
}
