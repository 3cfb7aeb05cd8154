import { setTimeout as sleep } from 'node:timers/promises';
import type { Crew } from './crew.js';
import type { Blow } from './faults.js';
import type { Member } from './member.js';

const HANGS_MS = 700;
const FROZEN_MS = 1_500;

const FALLS = { redis: 'away', torn: 'torn', master: 'lost', failover: 'switched' } as const;

/** What is done from outside once a process stands at its failpoint; `victim` is null when nobody stands anywhere. */
export async function strike(crew: Crew, blow: Blow, victim: Member | null): Promise<void> {
  switch (blow) {
    case 'throw':
    case 'kill':
      // It has done it to itself.
      return;
    case 'hang':
      await sleep(HANGS_MS);
      return victim!.kill();
    case 'freeze':
      await frozen(crew, victim!);
      return victim!.wakesUp();
    case 'cut':
      await crew.server.cut(crew.place.database, 'all');
      return crew.wakeAll();
    case 'together':
      return crew.killAll();
    case 'database': {
      const back = crew.databaseDies();
      crew.wakeAll();
      return back;
    }
    case 'restart': {
      const back = crew.databaseRestarts();
      crew.wakeAll();
      return back;
    }
    case 'power': {
      const back = [crew.databaseDies(), crew.queueFalls('all')];
      crew.killAll();
      return void (await Promise.all(back));
    }
    case 'flush':
      await crew.stores.queue!.flush();
      return crew.wakeAll();
    case 'redis':
    case 'torn':
    case 'master':
    case 'failover': {
      const back = crew.queueFalls(FALLS[blow]);
      crew.wakeAll();
      return back;
    }
  }
}

/** A frozen leader loses its office when the network gives its connection up; then another one leads, or nobody can yet. */
async function frozen(crew: Crew, victim: Member): Promise<void> {
  if (victim.kind === 'api') return sleep(HANGS_MS);
  const before = await crew.epochs();
  await crew.server.cut(crew.place.database, 'leaders');
  for (const began = Date.now(); Date.now() - began < FROZEN_MS; await sleep(50)) if ((await crew.epochs()) !== before) return;
}
