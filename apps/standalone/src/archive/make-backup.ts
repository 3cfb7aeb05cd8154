import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { NOT_IN_BACKUPS } from '#config/contexts';
import { ArchiveWriter } from './archive-writer.js';
import { MIGRATION_TABLE, tablesInOrder } from './catalog.js';
import { dumpKeys, dumpPhotos } from './dump-files.js';
import { dumpSequences, dumpTable } from './dump-tables.js';
import { FORMAT, MANIFEST, type Manifest, type Member, type TableManifest } from './manifest.js';

export interface BackupOrder {
  readonly url: string;
  readonly dataDir: string;
  readonly file: string;
  readonly withKeys: boolean;
}

/** Everything comes from this one snapshot; texts are the same whatever the server's settings. */
const SNAPSHOT = `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL search_path = pg_catalog, public;
  SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'`;
/** A migration in the middle of a backup would be half in it; backups do not disturb each other. */
const NO_MIGRATION = `SELECT pg_advisory_lock_shared(hashtext('qingkong'), hashtext('migrate'))`;
const FACTS = `
  SELECT now() AS at, current_setting('server_version') AS postgres, (SELECT position::text FROM public.journal_head) AS head, (SELECT count(*)::int FROM public.journal) AS rows,
         to_regclass('public.journal_seal') IS NOT NULL AS seals, ARRAY(SELECT name::text FROM public.${MIGRATION_TABLE} ORDER BY id) AS migrations`;
const SEAL = `SELECT n, encode(root, 'hex') AS root FROM public.journal_seal ORDER BY n DESC LIMIT 1`;

interface Facts {
  readonly at: Date;
  readonly postgres: string;
  readonly head: string;
  readonly rows: number;
  readonly seals: boolean;
  readonly migrations: string[];
}

/** Copies the database and its photos into one file, from one moment, while the system runs. Memory stays flat. */
export async function makeBackup({ url, dataDir, file, withKeys }: BackupOrder): Promise<Manifest> {
  const client = new pg.Client({ connectionString: url, application_name: 'qingkong backup', connectionTimeoutMillis: 10_000, keepAlive: true });
  // A connection that is cut fails whatever is asked next; by itself it would end the process with half a file left.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(NO_MIGRATION);
    await client.query(SNAPSHOT);
    const { rows } = await client.query<Facts>(FACTS);
    const archive = await ArchiveWriter.begin(file, rows[0]!.at);
    try {
      const manifest = await fill(client, archive, rows[0]!, withKeys, dataDir);
      await archive.finish();
      return manifest;
    } catch (error) {
      await archive.abandon();
      throw error;
    }
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client, archive: ArchiveWriter, facts: Facts, withKeys: boolean, dataDir: string): Promise<Manifest> {
  const members: Member[] = withKeys ? await dumpKeys(dataDir, archive) : [];
  const keys = members.map(({ name }) => name);
  const tables: TableManifest[] = [];
  for (const table of await tablesInOrder(client)) {
    if (NOT_IN_BACKUPS.includes(table.name)) continue;
    const dumped = await dumpTable(client, table, archive);
    tables.push(dumped.table);
    members.push(...dumped.members);
  }
  const sequences = await dumpSequences(client);
  const seal = facts.seals ? ((await client.query<{ n: string; root: string }>(SEAL)).rows[0] ?? null) : null;
  const photos = await dumpPhotos(client, dataDir, archive);
  const { at, postgres, head, rows, migrations } = facts;
  const product = { format: FORMAT, product: productVersion(), commit: commit(), postgres, at: at.toISOString() };
  const manifest: Manifest = { ...product, migrations, tables, sequences, members, photos, keys, journal: { head, rows, seal } };
  await archive.add(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
  return manifest;
}

const productVersion = (): string => (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;

/** Where this is a checkout. */
const commit = (): string | null => spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout?.trim() || null;
