import { setTimeout as sleep } from 'node:timers/promises';
import { tokenOf } from './city.js';
import type { Ground } from './ground.js';
import { Gun, type Shot } from './load.js';
import { Officer } from './officer.js';

const CONNECTIONS = 32;
const TICK_MS = 20;
/** A unit stands down as often as this while the next night runs. */
const STAND_DOWN_MS = 25;
const PATIENCE_MS = 60_000;
/** An exercise a hundred and twenty times as fast: clocks ring after fifteen seconds, all the time. */
const FAST = { exercise: true, speed: 120 };

interface Night {
  readonly warning: string;
  readonly lists: readonly { id: string; unit: number }[];
  /** Of the office that leads: nobody has an account there, it is excused. */
  readonly office: readonly string[];
}

interface Target {
  readonly list: string;
  readonly unit: number;
  readonly line: number;
}

/** One response after the other, each answered line by line; the one before is stood down beside it, until it has closed. */
export class Nights {
  opened = 0;
  confirmed = 0;
  private night!: Night;
  private next = 0;
  private shots: Shot[] = [];
  private closed = 0;
  private opening: Promise<void> | null = null;
  private readonly closing = new Set<Promise<void>>();
  private readonly officer: Officer;

  constructor(private readonly ground: Ground) {
    this.officer = new Officer(ground);
  }

  async begin(): Promise<void> {
    const { warning, previewHash } = await this.officer.readyToSign(FAST);
    await this.officer.signs(warning, previewHash);
    const { rows } = await this.ground.database.query<{ id: string; unit: number; items: number }>(
      `SELECT l.id, l.items_total AS items, (rank() OVER (PARTITION BY l.items_total = 0 ORDER BY l.unit_id))::int - 1 AS unit
         FROM checklist_checklist l JOIN response_response r ON r.id = l.response_id WHERE r.warning_id = $1 ORDER BY l.unit_id`,
      [warning],
    );
    this.night = { warning, lists: rows.filter(({ items }) => items > 0), office: rows.filter(({ items }) => items === 0).map(({ id }) => id) };
    this.next = 0;
    this.opened++;
  }

  /** As many a second as wanted; what could not be sent in its moment is sent as soon as a connection is free. */
  async answers(rate: number, ending: AbortSignal): Promise<void> {
    const free = Array.from({ length: CONNECTIONS }, () => this.gun());
    const guns = [...free];
    const under = new Set<Promise<void>>();
    let due = 0;
    for (let last = performance.now(); !ending.aborted; await sleep(TICK_MS)) {
      const now = performance.now();
      due = Math.min(due + ((now - last) / 1_000) * rate, rate * 10);
      last = now;
      for (; due >= 1 && free.length > 0 && !this.opening; due--) {
        const target = this.take();
        if (!target) break;
        const gun = free.pop()!;
        const shot = this.fire(gun, target).finally(() => (free.push(gun), under.delete(shot)));
        under.add(shot);
      }
    }
    await Promise.all(under);
    for (const gun of guns) gun.close();
  }

  /** What became of the time since somebody last asked. */
  sinceLast(): { shots: Shot[]; closed: number } {
    const told = { shots: this.shots, closed: this.closed };
    [this.shots, this.closed] = [[], 0];
    return told;
  }

  /** Lets the nights that are being stood down come to their end; how many responses are left that are not closed. */
  async end(): Promise<number> {
    await this.opening;
    await this.over(this.night);
    const LEFT = `SELECT count(*)::int AS n FROM response_response WHERE state <> 'closed'`;
    for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await sleep(200)) if ((await this.ground.one<{ n: number }>(LEFT)).n === 0) return 0;
    return (await this.ground.one<{ n: number }>(LEFT)).n;
  }

  private gun(): Gun {
    const { hostname, port } = new URL(this.ground.processes.url);
    return new Gun({ host: hostname, port: Number(port) });
  }

  private take(): Target | null {
    const { lists } = this.night;
    const at = this.next++;
    const line = Math.floor(at / lists.length) + 1;
    if (line <= this.ground.size.items) return { list: lists[at % lists.length]!.id, unit: lists[at % lists.length]!.unit, line };
    this.opening = this.turns().finally(() => (this.opening = null));
    return null;
  }

  /** The night is answered: it is lifted, and the next one begins at once. */
  private async turns(): Promise<void> {
    const before = this.night;
    await this.officer.lifts(before.warning);
    const closing = this.standsDown(before).finally(() => this.closing.delete(closing));
    this.closing.add(closing);
    await this.begin();
  }

  private async over(night: Night): Promise<void> {
    await this.officer.lifts(night.warning);
    await Promise.all([...this.closing, this.standsDown(night)]);
  }

  private async standsDown({ lists, office }: Night): Promise<void> {
    const gun = this.gun();
    for (const { id, unit } of lists) {
      const { status } = await gun.fire(`/api/v1/checklists/${id}/stand-down`, tokenOf(unit), '{}');
      if (status >= 300) throw new Error(`stand-down of checklist ${id}: ${status}`);
      await sleep(STAND_DOWN_MS);
    }
    gun.close();
    for (const id of office) await this.officer.excuses(id);
    this.closed++;
  }

  private async fire(gun: Gun, { list, unit, line }: Target): Promise<void> {
    const shot = await gun.fire(`/api/v1/checklists/${list}/items/${line}/confirm`, tokenOf(unit), JSON.stringify({ answer: 'done', count: 3, clientKey: `soak-${list}-${line}` }));
    if (shot.status !== 200) throw new Error(`confirmation of ${list}/${line}: ${shot.status}`);
    this.shots.push(shot);
    this.confirmed++;
  }
}
