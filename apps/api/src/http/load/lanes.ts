import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database, EventLoop, Tally } from '#platform';
import { admission, BOUNDS, mayBegin, strainOf, type Load } from './admission.js';
import { DOOR_LANES, type DoorLane } from './lane.js';

interface Waiter {
  readonly begin: () => void;
}

/** Given back when the request is over. */
export type Leave = () => void;
/** Has something done when the client is gone. */
export type WhenGone = (act: () => void) => void;

const HELD_MS = 1_000;
const MOST_HELD = 5_000;

const zero = (): Record<DoorLane, number> => ({ raise: 0, answer: 0, view: 0, export: 0 });

/** 泳道: who runs, who waits and who stays outside, in this process. Counts only; what is refused says `admission.ts`. */
@Injectable()
export class Lanes {
  private readonly log = new Logger(Lanes.name);
  private readonly running = zero();
  private refusing = 0;
  private readonly queues: Record<DoorLane, Waiter[]> = { raise: [], answer: [], view: [], export: [] };

  constructor(
    private readonly database: Database,
    private readonly loop: EventLoop,
    private readonly tally: Tally,
  ) {
    tally.gauge('lane_running', 'Requests that run, by lane', ['lane'], (gauge) => DOOR_LANES.forEach((lane) => gauge.set({ lane }, this.running[lane])));
    tally.gauge('lane_waiting', 'Requests that wait for their turn, by lane', ['lane'], (gauge) => DOOR_LANES.forEach((lane) => gauge.set({ lane }, this.queues[lane].length)));
  }

  /** Resolves when the request may run; null when it is refused, at once or after its patience. `whenGone` ends the waiting of a client that left. */
  enter(lane: DoorLane, whenGone: WhenGone): Promise<Leave | null> {
    const load = this.load();
    const verdict = admission(lane, load);
    if (lane === 'raise' && strainOf(load) > 0) this.noteStrain(load);
    if (verdict === 'run') return Promise.resolve(this.begin(lane));
    return verdict === 'wait' ? this.wait(lane, whenGone) : this.refuse(lane);
  }

  load(): Load {
    const waiting = Object.fromEntries(DOOR_LANES.map((lane) => [lane, this.queues[lane].length])) as Record<DoorLane, number>;
    const poolWaiting = this.database.pools().find(({ name }) => name === 'work')!.waiting;
    return { running: this.running, waiting, poolWaiting, lagMs: this.loop.lag };
  }

  /** A refusal is held for a moment: whoever asks again at once, refused or not, would otherwise keep the process busy with refusing. */
  private async refuse(lane: DoorLane): Promise<null> {
    if (this.refusing === 0) this.log.warn(`requests of the lane ${lane} are refused: the system is full`);
    if (this.refusing >= MOST_HELD) return null;
    this.refusing++;
    await sleep(HELD_MS).finally(() => this.refusing--);
    return null;
  }

  private begin(lane: DoorLane): Leave {
    this.running[lane]++;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.running[lane]--;
      this.fill();
    };
  }

  private wait(lane: DoorLane, whenGone: WhenGone): Promise<Leave | null> {
    return new Promise((resolve) => {
      const queue = this.queues[lane];
      const settle = (outcome: Leave | null): void => (clearTimeout(patience), resolve(outcome));
      const waiter: Waiter = { begin: () => settle(this.begin(lane)) };
      const giveUp = (): void => {
        const at = queue.indexOf(waiter);
        if (at === -1) return;
        queue.splice(at, 1);
        settle(null);
        this.fill();
      };
      const patience = setTimeout(giveUp, BOUNDS[lane].patience);
      whenGone(giveUp);
      queue.push(waiter);
    });
  }

  /** A place became free: the most important that waits takes it. */
  private fill(): void {
    for (const lane of DOOR_LANES) while (this.queues[lane].length > 0 && mayBegin(lane, this.load())) this.queues[lane].shift()!.begin();
  }

  /** A raise is let in whatever happens, but not unnoticed: the journal has the act, the log has the hour it came in. */
  private noteStrain({ poolWaiting, lagMs }: Load): void {
    this.tally.count('raises_under_strain_total');
    this.log.warn(`a request of the lane raise came in under strain: ${poolWaiting} wait for a connection, the process is ${Math.round(lagMs)} ms late`);
  }
}
