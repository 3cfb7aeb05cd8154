import type { Ground } from './ground.js';
import { openUnitSessions, tokenOf } from './city.js';
import { floorOfConfirm } from './floor-confirm.js';
import { cpuEach, percentile, round } from './figures.js';
import { GOOD_CONFIRM, judged } from './good.js';
import { Gun, type Shot } from './load.js';
import { Officer } from './officer.js';
import type { Figures, Print, Scenario } from './scenario.js';

interface Load {
  readonly connections: number;
  readonly seconds: number;
}

const WARM_UP_SECONDS = 3;

/** Confirmations over HTTP: session, authorisation, validation, decision, journal; durable when the answer arrives. */
export const benchConfirm: Scenario = {
  usage: '[--connections 50] [--seconds 10]',
  size: () => ({ units: 2_000, items: 40 }),
  measure,
};

async function measure(ground: Ground, load: Figures, print: Print): Promise<void> {
  await openUnitSessions(ground.database, ground.city.jurisdictionId, ground.size.units);
  const officer = new Officer(ground);
  const { warning, previewHash } = await officer.readyToSign();
  await officer.signs(warning, previewHash);
  const { rows: lists } = await ground.database.query<{ id: string }>('SELECT id FROM checklist_checklist WHERE items_total > 0 ORDER BY unit_id');
  const range = new Range(lists.map((list) => list.id), ground);
  await range.shoot({ connections: load.connections, seconds: WARM_UP_SECONDS });
  await ground.database.query('CHECKPOINT');
  const before = await ground.one<{ n: number }>('SELECT count(*)::int AS n FROM checklist_answer');
  await ground.statementsFromNow();
  const cpu = ground.cpu();
  const began = performance.now();
  const shots = await range.shoot(load);
  const elapsed = (performance.now() - began) / 1_000;
  const used = ground.cpu();
  (await ground.statementsUntilNow()).forEach(print);
  const taken = shots.filter((shot) => shot.status === 200);
  const after = await ground.one<{ n: number }>('SELECT count(*)::int AS n FROM checklist_answer');
  if (after.n - before.n !== taken.length) throw new Error(`${taken.length} were acknowledged, ${after.n - before.n} are durable`);
  const floor = await floorOfConfirm(ground);
  const memory = ground.processes.memory();
  const times = taken.map((shot) => shot.milliseconds);
  const rate = Math.round(taken.length / elapsed);
  print(judged({
    items: taken.length,
    connections: load.connections,
    seconds: load.seconds,
    rate,
    p50_ms: round(percentile(times, 0.5)),
    p99_ms: round(percentile(times, 0.99)),
    max_ms: round(Math.max(...times)),
    refused: shots.length - taken.length,
    not_durable: 0,
    floor_rate: floor,
    ratio: Number((floor / rate).toFixed(2)),
    ...cpuEach(cpu, used, taken.length),
    rss_mb: Math.max(memory.api, memory.worker),
    rss_api_mb: memory.api,
    rss_worker_mb: memory.worker,
  }, GOOD_CONFIRM));
}

/** Where the shots go: each unit answers its lines one after the other, each line once. */
export class Range {
  private next = 0;

  constructor(
    private readonly lists: readonly string[],
    private readonly ground: Ground,
  ) {}

  async shoot({ connections, seconds }: Load): Promise<Shot[]> {
    const until = performance.now() + seconds * 1_000;
    const doors = this.ground.processes.urls.map((url) => new URL(url));
    const gun = (n: number): Gun => new Gun({ host: doors[n % doors.length]!.hostname, port: Number(doors[n % doors.length]!.port) });
    const shots = await Promise.all(Array.from({ length: connections }, (_, n) => this.oneGun(gun(n), until)));
    return shots.flat();
  }

  private async oneGun(gun: Gun, until: number): Promise<Shot[]> {
    const shots: Shot[] = [];
    while (performance.now() < until) {
      const target = this.take();
      if (!target) break;
      const body = JSON.stringify({ answer: 'done', count: 3, clientKey: `bench-${target.unit}-${target.line}` });
      shots.push(await gun.fire(`/api/v1/checklists/${target.list}/items/${target.line}/confirm`, tokenOf(target.unit), body));
    }
    gun.close();
    return shots;
  }

  /** Neighbouring shots go to different units, as different people answer at the same time. */
  private take(): { list: string; unit: number; line: number } | null {
    const n = this.next++;
    const unit = n % this.lists.length;
    const line = Math.floor(n / this.lists.length) + 1;
    return line > this.ground.size.items ? null : { list: this.lists[unit]!, unit, line };
  }
}
