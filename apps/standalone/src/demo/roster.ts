/** Alternating shifts from a moment on, half-open, each beginning at 08:00 or 20:00 Beijing time when they last 12 hours. */
export function alternate(people: readonly string[], hours: number, from: Date, days: number): { personId: string; fromAt: string; toAt: string }[] {
  const lengthMs = hours * 3_600_000;
  // 08:00 in Beijing is 00:00 UTC, where whole days of milliseconds begin.
  const first = Math.floor(from.getTime() / lengthMs) * lengthMs;
  const count = Math.ceil((days * 24) / hours);
  return Array.from({ length: count }, (_, turn) => ({
    personId: people[turn % people.length]!,
    fromAt: new Date(first + turn * lengthMs).toISOString(),
    toAt: new Date(first + (turn + 1) * lengthMs).toISOString(),
  }));
}
