import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '#platform';
import type { DoorLane } from './lane.js';
import { OverTheLimit } from './load.refusals.js';

const WINDOW_SECONDS = 10;
/**
 * Requests in ten seconds. A console that follows a busy night reads about ten lists a second at most; a unit may have a
 * hundred people behind one address. Raise has no share: whoever may sign, signs.
 */
const SHARES: Readonly<Record<Exclude<DoorLane, 'raise'>, { readonly user: number; readonly unit: number }>> = {
  answer: { user: 600, unit: 3_000 },
  view: { user: 400, unit: 3_000 },
  export: { user: 40, unit: 120 },
};
/**
 * Failed attempts to sign in, per minute and address. Only failures count and only signing in is refused: a whole unit behind
 * one address signs in and works undisturbed. The account has its own lock (identity), which no change of address escapes.
 */
const STRANGERS = { points: 300, duration: 60 };

/**
 * Shares per user and unit, in the memory of this process. Not in the database or in Redis: a limit has to work when these
 * are what is overloaded, and one share per process is exact enough for a bound that is far above honest use.
 */
@Injectable()
export class Limits {
  private readonly limiters = new Map<string, RateLimiterMemory>();
  private readonly strangers = new RateLimiterMemory(STRANGERS);

  constructor() {
    for (const [lane, share] of Object.entries(SHARES)) {
      for (const [whose, points] of Object.entries(share)) this.limiters.set(`${lane} ${whose}`, new RateLimiterMemory({ points, duration: WINDOW_SECONDS }));
    }
  }

  /** Takes one request from the shares of this person and his unit; throws when one of them is spent. */
  async spend(actor: Actor, lane: DoorLane | 'free'): Promise<void> {
    if (lane === 'raise' || lane === 'free') return;
    await take(this.limiters.get(`${lane} user`)!, actor.id, 'user');
    if (actor.unitId) await take(this.limiters.get(`${lane} unit`)!, actor.unitId, 'unit');
  }

  /** Throws when too many attempts to sign in have failed from this address just now. */
  async mayTrySignIn(address: string): Promise<void> {
    const tried = await this.strangers.get(address);
    if (tried && tried.consumedPoints >= STRANGERS.points) throw new OverTheLimit('address', secondsOf(tried));
  }

  async noteFailedSignIn(address: string): Promise<void> {
    await this.strangers.penalty(address);
  }
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1_000));

async function take(limiter: RateLimiterMemory, key: string, whose: 'user' | 'unit' | 'address'): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (spent) {
    if (spent instanceof RateLimiterRes) throw new OverTheLimit(whose, secondsOf(spent));
    throw spent;
  }
}
