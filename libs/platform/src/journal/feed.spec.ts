import { setTimeout as sleep } from 'node:timers/promises';
import { Feed, type FeedEntry } from '#platform';
import { stage, type Stage } from '../../../../test/harness/stage.js';
import { FeedTail } from './feed-tail.js';

const CITY = '00000000-0000-7000-8000-000000000001';
const entry = (position: number): FeedEntry => ({ position: String(position), jurisdictionId: CITY, type: 'test.happened', subject: 'test/1', thread: null, audience: ['command'], at: new Date(0) });
const positions = (entries: readonly FeedEntry[] | null): number[] | null => entries && entries.map(({ position }) => Number(position));

describe('the tail of the feed', () => {
  const filled = (from: number, to: number, most = 10): FeedTail => {
    const tail = new FeedTail(most);
    for (let position = from; position <= to; position++) tail.add(entry(position));
    return tail;
  };

  it('knows what came after a position, and when it does not reach back so far', () => {
    const tail = filled(5, 9);
    expect(positions(tail.after(6n))).toEqual([7, 8, 9]);
    expect(positions(tail.after(4n))).toEqual([5, 6, 7, 8, 9]);
    expect(positions(tail.after(9n))).toEqual([]);
    expect(tail.after(3n)).toBeNull();
    expect(new FeedTail().after(0n)).toBeNull();
  });

  it('keeps the newest and is bounded', () => {
    const tail = filled(1, 1_000);
    expect(tail.head).toBe('1000');
    expect(positions(tail.after(997n))).toEqual([998, 999, 1_000]);
    expect(tail.after(980n)).toBeNull();
  });

  it('forgets everything when positions begin anew: it is another database', () => {
    const tail = filled(1, 5);
    tail.add(entry(3));
    expect(tail.after(1n)).toBeNull();
    expect(positions(tail.after(2n))).toEqual([3]);
  });
});

describe('what was missed', () => {
  const ears = { jurisdictionId: CITY, words: ['command', 'everyone'] };
  const closing = new AbortController();
  let there: Stage;
  let feed: Feed;
  let running: Promise<void>;

  beforeAll(async () => {
    there = await stage();
    // 3,000 entries; the first twenty, and one in a hundred after them, are for these ears.
    await there.database.query(
      `WITH entry AS (
         INSERT INTO journal (jurisdiction_id, type, subject, audience, data)
         SELECT $1, 'test.happened', 'test/' || n, CASE WHEN n <= 20 OR n % 100 = 0 THEN '{command}'::text[] ELSE '{unit:7}' END, '{}' FROM generate_series(1, 3000) n RETURNING id)
       INSERT INTO journal_feed (position, entry_id) SELECT row_number() OVER (ORDER BY id), id FROM entry`,
      [CITY],
    );
    await there.database.query('UPDATE journal_head SET position = 3000');
    feed = there.module.get(Feed);
    running = feed.run(closing.signal);
    while (feed.recent(2_999n, ears) === null || (await feed.head()) !== '3000' || feed.recent(2_000n, ears)!.length === 0) await sleep(10);
  });
  afterAll(async () => {
    closing.abort();
    await running;
    await there.close();
  });

  it('long ago, is looked up, filtered by the database', async () => {
    expect(feed.recent(10n, ears)).toBeNull();
    const missed = await feed.missed('10', ears, 500);
    expect(positions(missed!.entries)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, ...Array.from({ length: 30 }, (_, n) => 100 * (n + 1))]);
    expect(missed!.upTo).toBe('3000');
  });

  it('lately, comes from memory and is the same', async () => {
    expect(positions((await feed.missed('1500', ears, 500))!.entries)).toEqual(Array.from({ length: 15 }, (_, n) => 1_600 + 100 * n));
  });

  it('is never what others may hear', async () => {
    expect((await feed.missed('10', { jurisdictionId: CITY, words: ['unit:8'] }, 500))!.entries).toEqual([]);
    expect((await feed.missed('2500', { jurisdictionId: '00000000-0000-7000-8000-000000000002', words: ['command', 'unit:7'] }, 5_000))!.entries).toEqual([]);
  });

  it('and is too much, or lies ahead of all that is known, is not told one by one', async () => {
    expect(await feed.missed('10', ears, 39)).toBeNull();
    expect(await feed.missed('3001', ears, 500)).toBeNull();
  });
});
