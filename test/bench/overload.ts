import { setTimeout as sleep } from 'node:timers/promises';
import { openUnitSessions, tokenOf } from './city.js';
import { Range } from './confirm.js';
import { percentile, round, seconds } from './figures.js';
import { goodFlooded, judged } from './good.js';
import type { Ground } from './ground.js';
import { Gun, type Shot } from './load.js';
import { Officer } from './officer.js';
import { SET_ASIDE } from './raise.js';
import type { Figures, Print, Scenario } from './scenario.js';

interface Load {
  /** Connections that answer. */
  readonly connections: number;
  readonly seconds: number;
  /** Connections that do nothing but look, as fast as they are answered or refused: worse than any console. */
  readonly viewers: number;
}

interface Phase {
  readonly raise: number;
  readonly answers: readonly Shot[];
}

const WARM_UP_SECONDS = 3;
const VIEWS = ['/api/v1/checklists?mine=true', '/api/v1/responses', '/api/v1/notices?limit=50', '/api/v1/units?limit=100'];

/** The same raise and the same answers twice: alone, and while the door is flooded with views. What counts is the ratio. */
export const benchOverload: Scenario = {
  usage: '[--connections 50] [--seconds 10] [--viewers 400]',
  size: () => ({ units: 2_000, items: 40 }),
  measure,
};

async function measure(ground: Ground, load: Figures, print: Print): Promise<void> {
  await openUnitSessions(ground.database, ground.city.jurisdictionId, ground.size.units);
  const range = await readyRange(ground);
  await range.shoot({ connections: load.connections, seconds: WARM_UP_SECONDS });
  const quiet = await phase(ground, range, load);
  const flood = new Flood(ground, load.viewers);
  const flooding = flood.runs();
  await sleep(WARM_UP_SECONDS * 1_000);
  const flooded = await phase(ground, range, load);
  flood.ends();
  const views = await flooding;
  for (const [name, { raise, answers }] of Object.entries({ quiet, flooded })) print({ phase: name, ...ofAnswers(answers, load), raise_ms: round(raise) });
  const memory = ground.processes.memory();
  print(judged({
    phase: 'compared',
    items: flooded.answers.length,
    rate: ofAnswers(flooded.answers, load).rate,
    p50_ms: ofAnswers(flooded.answers, load).p50_ms,
    p99_ms: ofAnswers(flooded.answers, load).p99_ms,
    ratio: ratio(p99(flooded.answers), p99(quiet.answers)),
    raise_s: seconds(flooded.raise),
    raise_ratio: ratio(flooded.raise, quiet.raise),
    viewers: load.viewers,
    ...ofViews(views),
    rss_mb: memory.api,
  }, goodFlooded(ground.size.units * ground.size.items)));
}

/** Answers for the whole time; in the middle of it a level is raised for every unit. */
async function phase(ground: Ground, range: Range, load: Load): Promise<Phase> {
  const officer = new Officer(ground);
  await ground.database.query('CHECKPOINT');
  const answering = range.shoot(load);
  await sleep((load.seconds * 1_000) / 3);
  await ground.database.query(SET_ASIDE);
  const { warning, previewHash } = await officer.readyToSign();
  const began = performance.now();
  await officer.signs(warning, previewHash);
  const raise = performance.now() - began;
  const answers = await answering;
  const wrong = answers.filter(({ status }) => status !== 200 && status !== 409);
  if (wrong.length > 0) throw new Error(`${wrong.length} answers were refused: ${[...new Set(wrong.map(({ status }) => status))].join(', ')}`);
  return { raise, answers: answers.filter(({ status }) => status === 200) };
}

async function readyRange(ground: Ground): Promise<Range> {
  const officer = new Officer(ground);
  const { warning, previewHash } = await officer.readyToSign();
  await officer.signs(warning, previewHash);
  const { rows: lists } = await ground.database.query<{ id: string }>('SELECT id FROM checklist_checklist WHERE items_total > 0 ORDER BY unit_id');
  return new Range(lists.map((list) => list.id), ground);
}

/** Viewers that never wait: refused, they ask again at once. */
class Flood {
  private going = true;

  constructor(
    private readonly ground: Ground,
    private readonly viewers: number,
  ) {}

  async runs(): Promise<Shot[]> {
    const { hostname, port } = new URL(this.ground.processes.url);
    return (await Promise.all(Array.from({ length: this.viewers }, (_, n) => this.one(new Gun({ host: hostname, port: Number(port) }), n)))).flat();
  }

  ends(): void {
    this.going = false;
  }

  private async one(gun: Gun, n: number): Promise<Shot[]> {
    const shots: Shot[] = [];
    for (let turn = n; this.going; turn++) shots.push(await gun.look(VIEWS[turn % VIEWS.length]!, tokenOf(n % this.ground.size.units)));
    gun.close();
    return shots;
  }
}

const p99 = (shots: readonly Shot[]): number => percentile(shots.map((shot) => shot.milliseconds), 0.99);
const ratio = (a: number, b: number): number => Number((a / b).toFixed(2));

function ofAnswers(shots: readonly Shot[], load: Load): { rate: number; p50_ms: number; p99_ms: number } {
  return { rate: Math.round(shots.length / load.seconds), p50_ms: round(percentile(shots.map((shot) => shot.milliseconds), 0.5)), p99_ms: round(p99(shots)) };
}

function ofViews(shots: readonly Shot[]): Record<string, number> {
  const refused = shots.filter(({ status }) => status === 429 || status === 503);
  return {
    views_served: shots.filter(({ status }) => status === 200).length,
    views_refused: refused.length,
    refused_saying_when: refused.filter(({ saidWhen }) => saidWhen).length,
    views_broken: shots.filter(({ status }) => status >= 500 && status !== 503).length,
    view_p99_ms: round(p99(shots.filter(({ status }) => status === 200))),
  };
}
