/** Design §8, "good" on two cores: what a figure may be at most, but for `rate`, which may be no less. */
type Good = Readonly<Record<string, number>>;

const RAISES: Readonly<Record<number, Good>> = {
  1_200: { durable_s: 0.1, delivered_s: 0.3 },
  50_000: { durable_s: 1, delivered_s: 3 },
  1_200_000: { durable_s: 15, delivered_s: 30, ratio: 2.5, rss_mb: 400 },
};
const CLOCKS: Readonly<Record<number, Good>> = { 1_000: { fired_s: 5 }, 300_000: { fired_s: 60 } };
const LINES_A_SECOND = 50_000;

export const goodRaise = (items: number): Good => RAISES[items] ?? {};
export const goodClocks = (due: number): Good => CLOCKS[due] ?? {};
export const GOOD_CONFIRM: Good = { rate: 3_000, p99_ms: 60 };
export const GOOD_BESIDE: Good = { p99_ms: 100 };
export const GOOD_LIST: Good = { p99_ms: 50 };
export const GOOD_SEARCH: Good = { p99_ms: 200 };
export const GOOD_FEED: Good = { max_ms: 1_000 };
/** Flat: all of the rows hold hardly more memory than a quarter of them. */
export const goodExport = (quarterMb: number): Good => ({ rss_mb: Math.round(quarterMb * 1.15) });
/** While views are flooded: answers as alone, and a raise that takes no longer a line than that of 50,000 lines may. */
export const goodFlooded = (items: number): Good => ({ p99_ms: GOOD_CONFIRM.p99_ms!, raise_s: items / LINES_A_SECOND });

/** The line, and of each figure with a bar whether it was reached. On a shared machine a miss is a reason to look, no proof. */
export function judged<Line extends object>(line: Line, good: Good): Line & { good?: Record<string, string> } {
  const figures = line as Readonly<Record<string, number>>;
  const verdicts = Object.entries(good).map(([name, bar]) => [name, `${bar} ${(name === 'rate' ? figures[name]! >= bar : figures[name]! <= bar) ? 'reached' : 'missed'}`]);
  return verdicts.length === 0 ? line : { ...line, good: Object.fromEntries(verdicts) };
}
