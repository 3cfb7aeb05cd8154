import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import type { Type } from '@nestjs/common';
import { MIGRATIONS } from '#config/contexts';
import { migrate } from '#platform';
import { readArchive } from './archive-reader.js';
import { refuseUsedServer } from './empty-server.js';
import { TableLoader } from './load-tables.js';
import { ArchiveProblem, KEY_PREFIX, PHOTO_PREFIX, type Manifest } from './manifest.js';
import { placeFile } from './place-files.js';

export interface RestoreOrder {
  readonly url: string;
  readonly dataDir: string;
  /** Where roots of seals are exported. A file of another life is moved aside, never written on. */
  readonly sealFile: string;
  readonly file: string;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Migrations that brought it from its version to this one. */
  readonly migrated: readonly string[];
  readonly leftOut: readonly string[];
  readonly movedAside: string | null;
}

const EPOCH = `UPDATE public.platform_restore_epoch SET epoch = gen_random_uuid(), restored_at = now(), backup_at = $1`;
const KNOWS_EPOCH = `SELECT to_regclass('public.platform_restore_epoch') IS NOT NULL AS yes`;

/**
 * Brings a proven archive into an empty server: the schema of its version, its files, then all rows in one transaction, then the
 * migrations up to this version. Until that transaction commits the server is as good as empty, and restoring can begin again.
 */
export async function restoreBackup(order: RestoreOrder, manifest: Manifest): Promise<Restored> {
  const then = migrationsOf(manifest);
  await refuseUsedServer(order.url);
  const movedAside = await moveAside(order.sealFile);
  await migrate(order.url, then);
  const leftOut = await load(order, manifest);
  const migrated = await migrate(order.url, MIGRATIONS);
  await finish(order.url, manifest);
  return { manifest, migrated, leftOut, movedAside };
}

/** Exactly those that had run when the backup was made. */
export function migrationsOf({ migrations, product }: Manifest): Type<MigrationInterface>[] {
  const unknown = migrations.filter((name) => !MIGRATIONS.some((known) => known.name === name));
  if (unknown.length > 0) throw new ArchiveProblem(`This backup is of a newer version (${product}): it knows ${unknown.join(', ')}. Restore it with that version or a newer one. Nothing was changed.`);
  return MIGRATIONS.filter((known) => migrations.includes(known.name));
}

async function load({ url, dataDir, file }: RestoreOrder, manifest: Manifest): Promise<string[]> {
  const client = await ownerOf(url);
  try {
    await client.query('BEGIN');
    const tables = new TableLoader(client, manifest);
    await tables.begin();
    const read = await readArchive(file, (name, contents, mode) =>
      name.startsWith(PHOTO_PREFIX) || name.startsWith(KEY_PREFIX) ? placeFile(dataDir, name, contents, mode) : tables.part(name, contents),
    );
    await tables.end();
    if (JSON.stringify(read) !== JSON.stringify(manifest)) throw new ArchiveProblem(`${file} was changed while it was read. Restore again.`);
    if ((await client.query<{ yes: boolean }>(KNOWS_EPOCH)).rows[0]!.yes) await client.query(EPOCH, [manifest.at]);
    await client.query('COMMIT');
    return tables.foreign;
  } finally {
    await client.end();
  }
}

/** A backup of a version that knew no epoch has one by now, drawn by the migration; the note says from when it is. */
async function finish(url: string, manifest: Manifest): Promise<void> {
  const client = await ownerOf(url);
  try {
    await client.query(EPOCH, [manifest.at]);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

async function ownerOf(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'qingkong restore', connectionTimeoutMillis: 10_000, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'`);
  return client;
}

/** The roots of a life that goes on elsewhere, or has ended: an auditor may want to compare them. */
async function moveAside(sealFile: string): Promise<string | null> {
  if (!existsSync(sealFile)) return null;
  for (let n = 1; ; n++) {
    const aside = `${sealFile}.before-restore-${n}`;
    if (existsSync(aside)) continue;
    await rename(sealFile, aside);
    return aside;
  }
}
