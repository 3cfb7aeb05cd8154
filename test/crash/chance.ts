/** Seeded randomness: the same seed tells the same night again. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A stream of its own, so that one part drawing more does not change another. */
  fork(salt: number): Chance {
    return new Chance(Math.imul(this.state ^ Math.imul(salt + 1, 0x9e3779b1), 0x85ebca6b));
  }

  /** In [0, 1); mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  one<T>(of: readonly T[]): T {
    return of[this.whole(0, of.length - 1)]!;
  }

  shuffled<T>(things: readonly T[]): T[] {
    const copy = [...things];
    for (let at = copy.length - 1; at > 0; at--) {
      const other = this.whole(0, at);
      [copy[at], copy[other]] = [copy[other]!, copy[at]!];
    }
    return copy;
  }

  /** A key as a client would make it. */
  key(): string {
    const hex = (digits: number): string => Array.from({ length: digits }, () => this.whole(0, 15).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  }
}
