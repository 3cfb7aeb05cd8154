const GUESS_PX = 48;

/** Heights of the rows of a list as they were drawn; of those that never were, that of the first one. */
export class Heights {
  private known: number[] = [];
  private guess = 0;

  /** How much taller the row is than was thought. */
  set(n: number, height: number): number {
    const wrong = height - this.of(n);
    this.known[n] = height;
    // Kept from then on: a guess that changes would move everything below it.
    this.guess ||= height;
    return wrong;
  }

  sum(from: number, to: number): number {
    let sum = 0;
    for (let n = from; n < to; n++) sum += this.of(n);
    return sum;
  }

  /** The row at this height of a list of so many. */
  at(y: number, count: number): number {
    let [n, end] = [0, this.of(0)];
    while (n < count - 1 && end <= y) end += this.of(++n);
    return n;
  }

  /** So many rows have come before all others; less than none: have gone. */
  move(by: number): void {
    if (by < 0) this.known.splice(0, -by);
    else this.known.unshift(...new Array<number>(by).fill(this.of(-1)));
  }

  forget(): void {
    this.known = [];
    this.guess = 0;
  }

  private of(n: number): number {
    return this.known[n] ?? (this.guess || GUESS_PX);
  }
}
