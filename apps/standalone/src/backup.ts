import 'reflect-metadata';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '#config/environment';
import { StartProblem } from './advice.js';
import { makeBackup } from './archive/make-backup.js';
import type { Manifest } from './archive/manifest.js';
import { reachDatabase } from './reach-database.js';
import { failed } from './tool-end.js';

const USAGE = `npm run backup -- FILE [--with-keys]
Copies the database and its photos, as they are at one moment, into one file. Qingkong may run meanwhile.`;
/** Made, but with gaps that somebody should know of. */
const WITH_GAPS = 3;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { file, withKeys } = read();
  const environment = readEnvironment();
  const stop = await reachDatabase(environment, { mustExist: true });
  try {
    const manifest = await makeBackup({ url: environment.DATABASE_URL!, dataDir: environment.DATA_DIR, file, withKeys });
    tell(manifest, file);
    if (manifest.photos.missing.length + manifest.photos.damaged.length > 0) process.exitCode = WITH_GAPS;
  } finally {
    stop();
  }
}

function read(): { file: string; withKeys: boolean } {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'with-keys': { type: 'boolean' } } });
  if (positionals.length !== 1) throw new StartProblem(USAGE);
  const file = path.resolve(process.env.INIT_CWD ?? '.', positionals[0]!);
  if (!existsSync(path.dirname(file))) throw new StartProblem(`There is no folder ${path.dirname(file)}.`);
  return { file, withKeys: values['with-keys'] ?? false };
}

function tell({ at, tables, photos, keys, journal, product }: Manifest, file: string): void {
  say(`backed up  ${file} (${(statSync(file).size / 1e6).toFixed(1)} MB, version ${product})`);
  say(`as of      ${at}: ${tables.reduce((sum, table) => sum + table.rows, 0)} rows in ${tables.length} tables, ${photos.files} files of photos`);
  say(`journal    ${journal.rows} entries${journal.seal ? `, sealed up to seal ${journal.seal.n} (${journal.seal.root})` : ''}`);
  for (const name of photos.missing) say(`MISSING    ${name}: its row is in the backup, its file was not on the disk`);
  for (const name of photos.damaged) say(`DAMAGED    ${name}: it no longer has the hash of its row, and was left out`);
  if (keys.length > 0) say(`keys       ${keys.length} are in it: whoever has this file can sign for this installation. Keep it accordingly`);
  else say('keys       NOT in it. Keep DATA_DIR/keys somewhere else as well, or use --with-keys: without them a restored installation signs with new ones');
  say('left out   sessions (people sign in again after a restore) and queues (they hold hints only)');
}

// So that the half-made file is removed on the way out.
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => process.exit(code));
main().catch(failed);
