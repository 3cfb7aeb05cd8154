import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { median, seconds } from './figures.js';
import { floorOfRaise } from './floor.js';
import type { Ground, Size } from './ground.js';
import { drawCurves, type Curve } from './plot/curves.js';
import { raiseOnce } from './raise.js';
import type { Figures, OnFreshGround, Print, Series } from './scenario.js';

const TIMES = [1, 10, 100];

/** One size, measured on a database and on processes of its own. Times are microseconds per line, memory the peak of a process in MB. */
interface Step {
  readonly lines: number;
  readonly durable: number;
  readonly delivered: number;
  readonly floor: number;
  readonly api: number;
  readonly worker: number;
}

interface Measured {
  readonly shape: Size;
  readonly steps: readonly Step[];
}

/** What a line costs at 1×, 10× and 100×: once with as many lines for each unit as asked, once with a tenth of them for ten times the units. */
export const benchGrowth: Series = {
  usage: '[--units 30] [--items 40] [--rounds 3] [--plot docs/figures]',
  async compare(onFresh: OnFreshGround, { units, items, rounds }: Figures, print: Print, plot: string | null): Promise<void> {
    const shapes: Size[] = [
      { units, items },
      { units: units * 10, items: Math.max(1, Math.round(items / 10)) },
    ];
    const measured: Measured[] = [];
    for (const shape of shapes) {
      const steps: Step[] = [];
      measured.push({ shape, steps });
      for (const times of TIMES) {
        steps.push(await onFresh({ ...shape, units: shape.units * times }, {}, (ground) => step(ground, rounds, times, print)));
        // After each, so that a run that is cut short has shown what it saw.
        if (plot) drawGrowth(path.join(plot, 'growth.svg'), measured);
      }
      print({ items_per_unit: shape.items, ...growthOf(steps) });
    }
  },
};

async function step(ground: Ground, rounds: number, times: number, print: Print): Promise<Step> {
  const { units, items } = ground.size;
  const lines = units * items;
  const floors = [await floorOfRaise(ground)];
  const measured = [];
  for (let round = 0; round < rounds; round++) measured.push(await raiseOnce(ground));
  floors.push(await floorOfRaise(ground));
  const [durable, delivered, floor] = [measured.map((round) => round.durable), measured.map((round) => round.delivered), median(floors)];
  const memory = ground.processes.memory();
  print({
    times,
    units,
    items: lines,
    durable_s: seconds(median(durable)),
    delivered_s: seconds(median(delivered)),
    floor_s: seconds(floor),
    ratio: Number((median(durable) / floor).toFixed(2)),
    durable_us_per_item: perLine(median(durable), lines),
    delivered_us_per_item: perLine(median(delivered), lines),
    floor_us_per_item: perLine(floor, lines),
    durable_spread_s: [seconds(Math.min(...durable)), seconds(Math.max(...durable))],
    delivered_spread_s: [seconds(Math.min(...delivered)), seconds(Math.max(...delivered))],
    rss_mb: Math.max(memory.api, memory.worker),
    rss_api_mb: memory.api,
    rss_worker_mb: memory.worker,
  });
  return { lines, durable: perLine(median(durable), lines), delivered: perLine(median(delivered), lines), floor: perLine(floor, lines), ...memory };
}

/** The last step measured by the first: below 1 it became cheaper. */
function growthOf(steps: readonly Step[]): Record<string, number> {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const by = (of: keyof Step): number => Number((last[of] / first[of]).toFixed(2));
  return { work: by('lines'), durable_per_item: by('durable'), delivered_per_item: by('delivered'), floor_per_item: by('floor'), memory_api: by('api'), memory_worker: by('worker') };
}

export function drawGrowth(file: string, measured: readonly Measured[]): void {
  const curve = (name: string, hue: Curve['hue'], of: 'delivered' | 'durable' | 'floor' | 'api' | 'worker'): Curve[] =>
    measured.map(({ shape, steps }, n) => ({ name: `${name} (${shape.items})`, hue, apart: n > 0, points: steps.map((one) => [one.lines, one[of]] as const) }));
  const x = '条目 lines to answer · ( ) 每家 per unit';
  mkdirSync(path.dirname(file), { recursive: true });
  const panels = [
    { title: '每条用时 time per line, µs', x, curves: [...curve('送达 delivered', 0, 'delivered'), ...curve('落库 durable', 1, 'durable'), ...curve('底线 floor', 2, 'floor')] },
    { title: '进程内存峰值 peak memory, MB', x, curves: [...curve('api', 0, 'api'), ...curve('worker', 1, 'worker')] },
  ];
  writeFileSync(file, drawCurves('Time per line and peak memory of a process at 1, 10 and 100 times the work', panels));
}

const perLine = (milliseconds: number, lines: number): number => Number(((milliseconds * 1_000) / lines).toFixed(2));
