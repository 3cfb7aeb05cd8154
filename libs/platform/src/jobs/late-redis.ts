import { Logger } from '@nestjs/common';
import type { Environment } from '#config/environment';
import { lookAtRedis } from './redis-fitness.js';

/**
 * Whether a Redis that came after the start, or came back, may hold the queues. At the start an unfit one is refused; later nothing is
 * stopped for it, because what it forgets the sweep hands on. But nobody could see that from outside, so it is said until it is mended.
 */
export class LateRedis {
  private readonly log = new Logger('Queues');
  private looking: Promise<void> | null = null;
  private isAnswered = false;
  private known: string | null = null;

  constructor(private readonly environment: Environment) {}

  /** Whenever a connection has been made: behind the same address another server may answer now. */
  arrived(): void {
    this.isAnswered = false;
    void this.look();
  }

  /** Why the Redis that is there may not hold the queues; null when it may. Asked while it answers: whether it was mended is found out. */
  async unfit(): Promise<string | null> {
    if (!this.isAnswered || this.known !== null) await this.look();
    return this.known;
  }

  private look(): Promise<void> {
    return (this.looking ??= this.ask().finally(() => (this.looking = null)));
  }

  private async ask(): Promise<void> {
    const before = this.known;
    const { refusal, isAway } = await lookAtRedis(this.environment).then(
      (remarks) => ({ refusal: null, isAway: remarks.some(({ away }) => away) }),
      (error: Error) => ({ refusal: error.message, isAway: false }),
    );
    // Of one that is away again nothing is known.
    if (isAway) return;
    [this.known, this.isAnswered] = [refusal, true];
    if (refusal !== null && refusal !== before) this.log.error(`${refusal} It is used all the same: what it forgets is handed on later.`);
    if (refusal === null && before !== null) this.log.log('Redis may be trusted with the queues again.');
  }
}
