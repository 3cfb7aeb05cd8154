import { INVARIANTS } from '../crash/invariants.js';
import type { District } from './district.js';
import type { Telling } from './telling.js';

/**
 * The first compares times of a clock that here is moved by hand with the commit times of the server; the model follows the
 * clocks instead. The second is about a sealer that does not run here, the third about boards that nobody reads here.
 */
const NOT_HERE = ['clock-rings-in-time', 'sealed-once', 'board-adds-up'];
/** The nights of the crash suite sign every message that they open; here many are returned or withdrawn. */
const isNoBreach = (name: string, row: { verdict?: unknown; verb?: unknown }): boolean => name === 'acts-as-answered' && row.verb === 'approve' && row.verdict === 'lost';

/** What stands here of the crash suite's own tables; an invariant about its boards or its queues has nothing to look at. */
const TABLES = ['crash_request', 'crash_subscription', 'crash_poison'];
export const ASKED = INVARIANTS.filter(({ name, sql }) => !NOT_HERE.includes(name) && (sql.match(/\bcrash_\w+/g) ?? []).every((table) => TABLES.includes(table)));

/** The invariants of the crash suite, asked of what the real handlers left behind; each that is broken, with its rows. */
export async function brokenInvariants(district: District, telling: Telling): Promise<object[]> {
  await telling.writeDown();
  const broken: object[] = [];
  for (const { name, sql } of ASKED) {
    const rows = (await district.query<Record<string, unknown>>(sql)).filter((row) => !isNoBreach(name, row));
    if (rows.length > 0) broken.push({ invariant: name, rows });
  }
  return broken;
}
