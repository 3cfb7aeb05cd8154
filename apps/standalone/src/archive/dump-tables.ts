import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { createGzip } from 'node:zlib';
import type { ArchiveWriter } from './archive-writer.js';
import { columnsOf, quoted, type Table } from './catalog.js';
import type { Member, SequenceManifest, TableManifest } from './manifest.js';

/** A member must know its size before it begins, so a table comes in parts of about this size: memory stays flat. */
const PART_BYTES = 4_000_000;

const SEQUENCES = `SELECT relname AS name FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND relname <> 'platform_migration_id_seq' ORDER BY relname`;

/** One table as PostgreSQL's own COPY text, compressed. */
export async function dumpTable(client: pg.ClientBase, table: Table, archive: ArchiveWriter): Promise<{ table: TableManifest; members: Member[] }> {
  const rows = client.query(copyTo(`COPY (SELECT ${columnsOf(table)} FROM public.${quoted(table.name)}) TO STDOUT`));
  const members: Member[] = [];
  let part: Buffer[] = [];
  let bytes = 0;
  const close = async (): Promise<void> => {
    members.push(await archive.add(`tables/${table.name}.${String(members.length + 1).padStart(6, '0')}`, Buffer.concat(part)));
    [part, bytes] = [[], 0];
  };
  const compressed = createGzip();
  rows.once('error', (error) => compressed.destroy(error));
  for await (const chunk of rows.pipe(compressed) as AsyncIterable<Buffer>) {
    part.push(chunk);
    bytes += chunk.length;
    if (bytes >= PART_BYTES) await close();
  }
  if (bytes > 0) await close();
  return { table: { ...table, rows: rows.rowCount, parts: members.map(({ name }) => name) }, members };
}

/** Sequences stand outside of snapshots: read after it began, they are at least as far as its rows. */
export async function dumpSequences(client: pg.ClientBase): Promise<SequenceManifest[]> {
  const { rows: names } = await client.query<{ name: string }>(SEQUENCES);
  const all: SequenceManifest[] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ last: string; called: boolean }>(`SELECT last_value AS last, is_called AS called FROM public.${quoted(name)}`);
    all.push({ name, ...rows[0]! });
  }
  return all;
}
