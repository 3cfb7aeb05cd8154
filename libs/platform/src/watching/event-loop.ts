import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;
const EVERY_MS = 500;
/** Half seconds that must all have been late before it counts as a load: one long computation is no flood. */
const LASTING = 4;

/** How late this process gets to its work, in milliseconds, by half seconds. */
@Injectable()
export class EventLoop implements OnApplicationShutdown {
  private readonly histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private readonly timer: NodeJS.Timeout;
  private readonly recent: number[] = Array.from({ length: LASTING }, () => 0);
  private longest = 0;

  constructor() {
    this.histogram.enable();
    this.timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  /** How late it has been all the time of the last two seconds. */
  get lag(): number {
    return Math.min(...this.recent);
  }

  /** The highest p99 since the last call: what happened between two scrapes is not lost. */
  worst(): number {
    const worst = this.longest;
    this.longest = 0;
    return worst;
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.histogram.disable();
  }

  private look(): void {
    const p99 = this.histogram.count === 0 ? 0 : this.histogram.percentile(99) / 1e6;
    this.recent.push(Math.max(0, p99 - RESOLUTION_MS));
    this.recent.shift();
    this.longest = Math.max(this.longest, this.recent.at(-1)!);
    this.histogram.reset();
  }
}
