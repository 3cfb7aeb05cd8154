import 'reflect-metadata';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment, type Environment } from '#config/environment';
import { sealFileOf } from '#platform';
import { StartProblem } from './advice.js';
import { readArchive } from './archive/archive-reader.js';
import { ArchiveProblem, type Manifest } from './archive/manifest.js';
import { refuseOtherKeys } from './archive/place-files.js';
import { migrationsOf, restoreBackup, type Restored } from './archive/restore-backup.js';
import { holdFolder } from './folder-lock.js';
import { reachDatabase } from './reach-database.js';
import { failed } from './tool-end.js';

const USAGE = `npm run restore -- FILE
Brings a backup into an empty server: a new DATA_DIR, or an empty database named by DATABASE_URL.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** First the whole file is proven; only then is anything touched. */
async function main(): Promise<void> {
  const file = read();
  const environment = readEnvironment();
  const manifest = await readArchive(file);
  migrationsOf(manifest);
  refuseOtherKeys(environment.DATA_DIR, manifest);
  const release = environment.DATABASE_URL ? () => undefined : holdFolder(environment.DATA_DIR);
  try {
    await into(environment, file, manifest);
  } finally {
    release();
  }
}

async function into(environment: Environment, file: string, manifest: Manifest): Promise<void> {
  const stop = await reachDatabase(environment);
  try {
    tell(await restoreBackup({ url: environment.DATABASE_URL!, dataDir: environment.DATA_DIR, sealFile: sealFileOf(environment), file }, manifest));
  } finally {
    stop();
  }
}

function read(): string {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length !== 1) throw new StartProblem(USAGE);
  return path.resolve(process.env.INIT_CWD ?? '.', positionals[0]!);
}

function tell({ manifest, migrated, leftOut, movedAside }: Restored): void {
  const { at, product, tables, photos, keys, journal } = manifest;
  say(`restored   everything as of ${at} (version ${product}): ${tables.reduce((sum, table) => sum + table.rows, 0)} rows, ${photos.files} files of photos`);
  if (migrated.length > 0) say(`upgraded   by ${migrated.join(', ')}`);
  if (leftOut.length > 0) say(`left out   ${leftOut.join(', ')}: no tables of the product`);
  for (const name of [...photos.missing, ...photos.damaged]) say(`MISSING    ${name}: it was not in order when the backup was made`);
  if (keys.length === 0) say('keys       were not in the backup. Put your own copy into DATA_DIR/keys now, or new ones are made at the next start');
  if (movedAside) say(`seals      the exported roots that stood here were moved to ${movedAside}`);
  say(`journal    ${journal.rows} entries; once it is started, check them: npm run audit:verify${movedAside ? ` (and against ${path.basename(movedAside)}, to see what came after the backup)` : ''}`);
  say('What was done after that moment is not in it: ask units to send again what they had answered since; the same answer is taken once.');
}

main().catch((error: Error) => {
  if (!(error instanceof ArchiveProblem)) failed(error);
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
