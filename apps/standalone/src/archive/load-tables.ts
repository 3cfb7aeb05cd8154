import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { columnsOf, quoted, tablesInOrder } from './catalog.js';
import type { Manifest, TableManifest } from './manifest.js';

/** What a table's rows were guarded by when they were written need not be asked again; foreign keys, checks and unique keys are. */
const LOCK = (table: string): string => `ALTER TABLE public.${quoted(table)} DISABLE TRIGGER USER`;
const UNLOCK = (table: string): string => `ALTER TABLE public.${quoted(table)} ENABLE TRIGGER USER`;

/** Fills the tables of an archive, one after the other as their members come by, in the open transaction. */
export class TableLoader {
  private readonly known = new Set<string>();
  private readonly byPart = new Map<string, TableManifest>();
  private current: { table: TableManifest; into: Gunzip; done: Promise<void>; rows: () => number } | null = null;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly manifest: Manifest,
  ) {
    for (const table of manifest.tables) for (const part of table.parts) this.byPart.set(part, table);
  }

  /** Tables of the archive that this schema does not have: somebody's own. */
  get foreign(): string[] {
    return this.manifest.tables.map(({ name }) => name).filter((name) => !this.known.has(name));
  }

  /** Empty, whatever the migrations put in, and without triggers until the end. */
  async begin(): Promise<void> {
    for (const { name } of await tablesInOrder(this.client)) this.known.add(name);
    for (const name of this.known) await this.client.query(LOCK(name));
    await this.client.query(`TRUNCATE ${[...this.known].map((name) => `public.${quoted(name)}`).join(', ')}`);
  }

  async part(name: string, contents: AsyncIterable<Buffer>): Promise<void> {
    const table = this.byPart.get(name);
    if (!table) throw new Error(`No table of the manifest has the part ${name}.`);
    if (this.current?.table !== table) await this.next(table);
    for await (const chunk of contents) if (this.current && !this.current.into.write(chunk)) await Promise.race([once(this.current.into, 'drain'), this.current.done]);
  }

  async end(): Promise<void> {
    await this.next(null);
    for (const { name, last, called } of this.manifest.sequences) {
      await this.client.query(`SELECT setval(to_regclass($1), $2, $3) WHERE to_regclass($1) IS NOT NULL`, [`public.${quoted(name)}`, last, called]);
    }
    // Whatever was put off to the commit is asked now: a table that still waits for it cannot be changed.
    await this.client.query('SET CONSTRAINTS ALL IMMEDIATE');
    for (const name of this.known) await this.client.query(UNLOCK(name));
  }

  private async next(table: TableManifest | null): Promise<void> {
    if (this.current) await this.close(this.current);
    this.current = null;
    if (!table || !this.known.has(table.name)) return;
    const into = createGunzip();
    const rows = this.client.query(copyFrom(`COPY public.${quoted(table.name)} (${columnsOf(table)}) FROM STDIN`));
    const done = pipeline(into, rows);
    done.catch(() => undefined);
    this.current = { table, into, done, rows: () => rows.rowCount };
  }

  private async close({ table, into, done, rows }: NonNullable<typeof this.current>): Promise<void> {
    into.end();
    await done;
    if (rows() !== table.rows) throw new Error(`${table.name} has ${rows()} rows instead of ${table.rows}.`);
  }
}
