import { goodClocks, goodFlooded, goodRaise, GOOD_CONFIRM, judged } from './good.js';

describe('what the design calls good', () => {
  it('is said of every figure that has a bar, and of no other', () => {
    expect(judged({ durable_s: 14.2, delivered_s: 31, ratio: 2.51, rss_mb: 230, wal_mb: 700 }, goodRaise(1_200_000)).good).toEqual({ durable_s: '15 reached', delivered_s: '30 missed', ratio: '2.5 missed', rss_mb: '400 reached' });
    expect(judged({ fired_s: 4 }, goodClocks(77))).toEqual({ fired_s: 4 });
  });

  it('asks a rate to be no less, a time to be no more', () => {
    expect(judged({ rate: 3_100, p99_ms: 61 }, GOOD_CONFIRM).good).toEqual({ rate: '3000 reached', p99_ms: '60 missed' });
    expect(judged({ p99_ms: 60, raise_s: 1.7 }, goodFlooded(80_000)).good).toEqual({ p99_ms: '60 reached', raise_s: '1.6 missed' });
  });
});
