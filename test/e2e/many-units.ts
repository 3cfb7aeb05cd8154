import { readFileSync } from 'node:fs';
import { City } from '../harness/city.js';
import type { Served } from './browser.js';

const accounts = (): Served['accounts'] => JSON.parse(readFileSync(process.env.TEST_DEMO_ACCOUNTS!, 'utf8')) as Served['accounts'];

/** A whole city that also serves its pages, with as many more townships as asked for: the plan addresses all townships. */
export async function bigCity(townships: number): Promise<{ city: City; served: Served }> {
  const city = await City.wakes({ console: true });
  await city.database.query(
    `INSERT INTO directory_unit (jurisdiction_id, name, short_name, initials, kind)
     SELECT jurisdiction_id, '远山' || lpad(n::text, 4, '0') || '镇', '远山' || n, 'ys' || lpad(n::text, 4, '0') || 'z', 'township'
       FROM (SELECT jurisdiction_id FROM directory_unit LIMIT 1) here, generate_series(1, $1) n`,
    [townships],
  );
  return { city, served: { url: city.url, accounts: accounts() } };
}
