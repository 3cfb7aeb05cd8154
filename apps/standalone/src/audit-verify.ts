import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readEnvironment, type Environment } from '#config/environment';
import { CHECK_PATIENCE_SECONDS, checkInSnapshot, connectionOf, inWords, keysOf, noteCommandCheck, SealFile, sealFileOf, type CheckOptions, type SnapshotReport } from '#platform';
import { StartProblem } from './advice.js';
import { reachDatabase } from './reach-database.js';
import { failed } from './tool-end.js';

const USAGE = 'npm run audit:verify [-- --roots FILE] [--public-key FILE]';
/** Whether the list of checks is there that this release writes into. */
const KNOWS_CHECKS = `SELECT count(*) > 0 AS there, clock_now() AS at FROM pg_attribute WHERE attrelid = to_regclass('public.journal_seal_check') AND attname = 'found'`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run audit:verify`: is the journal what was sealed? Exit 0: yes. 1: no, and the first bad row is named. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const options = read(environment);
  const stop = await reachDatabase(environment, { mustExist: true });
  try {
    const report = await check(environment.DATABASE_URL!, options);
    tell(report, options);
    if (report.finding) process.exitCode = 1;
  } finally {
    stop();
  }
}

function read(environment: Environment): CheckOptions {
  const { values } = parseArgs({ options: { roots: { type: 'string' }, 'public-key': { type: 'string' } } });
  const place = (file: string): string => path.resolve(process.env.INIT_CWD ?? '.', file);
  const roots = values.roots ? place(values.roots) : sealFileOf(environment);
  if (values.roots && !existsSync(roots)) throw new StartProblem(`There is no file ${roots}.\n${USAGE}`);
  const pem = values['public-key'] && place(values['public-key']);
  if (pem && !existsSync(pem)) throw new StartProblem(`There is no file ${pem}.\n${USAGE}`);
  const keys = pem ? keysOf(readFileSync(pem, 'utf8')) : null;
  if (keys?.size === 0) throw new StartProblem(`${pem} holds no public key (PEM).`);
  return { roots: existsSync(roots) ? new SealFile(roots) : null, keys, patience: CHECK_PATIENCE_SECONDS };
}

/** The check on a connection of its own, in one snapshot; then a note in the list that the console shows. */
async function check(url: string, options: CheckOptions): Promise<SnapshotReport> {
  const settings = connectionOf('tool', url, 'audit');
  const client = new pg.Client(settings);
  await client.connect();
  try {
    const [{ there, at }] = (await client.query<{ there: boolean; at: Date }>(KNOWS_CHECKS)).rows as [{ there: boolean; at: Date }];
    if (!there) throw new StartProblem('This database is of an older release. Bring it to this version first: npm start, or npm run migrate.');
    const report = await checkInSnapshot(settings, options);
    await noteCommandCheck(client, at, report, options.roots?.path ?? null);
    return report;
  } finally {
    await client.end();
  }
}

function tell(report: SnapshotReport, { roots, keys }: CheckOptions): void {
  say(`seals    ${report.seals} checked: numbered without a gap, linked, their trees, roots and signatures computed anew`);
  say(`rows     ${report.entries} are as they were sealed; ${report.waiting} wait for the next seal`);
  say(`keys     ${report.signedBy.join(', ') || 'none'} (${keys ? 'from --public-key' : roots ? 'named by the exported file' : 'the database’s own word'})`);
  if (report.roots !== null) say(`exported ${report.roots} roots of ${roots!.path} agree`);
  else say('exported NOT CHECKED: there is no file of exported roots here. That the end was not cut off, or everything written anew, only such a file can show: --roots FILE');
  if (!keys) say('         With --public-key FILE only that key is believed: keep a copy of it on paper or on another machine.');
  if (report.lastSealAt) say(`sealed   until ${new Date(Number(report.lastSealAt) * 1_000).toISOString()}`);
  say(report.finding ? `\nFIRST BAD ROW  ${inWords(report.finding)}` : '\nsound');
}

main().catch(failed);
