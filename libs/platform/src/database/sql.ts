import { readFileSync } from 'node:fs';

/** Reads a statement that stands in its own `.sql` file beside the code: `sql(import.meta.url, './raise.sql')`. */
export const sql = (moduleUrl: string, file: string): string => readFileSync(new URL(file, moduleUrl), 'utf8');

/** A statement that PostgreSQL plans once per connection; the name must be unique in the product. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}
