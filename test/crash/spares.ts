import path from 'node:path';
import type { Programs } from './programs.js';
import type { Kind } from './faults.js';
import { Member } from './member.js';

/** As many of each kind wait as may die at once. */
const RESERVE: Record<Kind, number> = { api: 1, worker: 2 };

/** Processes that wait to step in; one more is loaded for each that is taken. */
export class Spares {
  private readonly waiting: Record<Kind, Member[]> = { api: [], worker: [] };
  private loaded = 0;

  constructor(
    private readonly programs: Programs,
    private readonly logs: string,
  ) {
    this.fill('api');
    this.fill('worker');
  }

  take(kind: Kind): Member {
    const member = this.waiting[kind].shift()!;
    this.fill(kind);
    return member;
  }

  dismiss(): void {
    for (const member of [...this.waiting.api, ...this.waiting.worker]) member.kill();
  }

  private fill(kind: Kind): void {
    while (this.waiting[kind].length < RESERVE[kind]) this.waiting[kind].push(new Member(kind, this.programs[kind], path.join(this.logs, `${kind}-${++this.loaded}.log`)));
  }
}
