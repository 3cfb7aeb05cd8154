import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Ground } from './ground.js';
import { isDrawn, type Plant } from './plants.js';

/** What a suite said of the code that it was given. */
export interface Finding {
  readonly seed: number;
  /** The invariants that broke, or the tests that failed; none: nothing was noticed. */
  readonly broken: readonly string[];
  /** It could not be told: then nothing is proved. */
  readonly unrunnable: string | null;
}

const SEEDS = 5;
let underWay: ChildProcess | null = null;

/** Ends the suite that is running, as Ctrl+C would: it stops what it has started. */
export const stopped = (): boolean => underWay?.kill('SIGINT') ?? false;

/** Asks the suite, seed after seed, until it notices something; the last finding. */
export async function caughtBy(plant: Plant, ground: Ground): Promise<Finding> {
  const { catcher } = plant;
  const first = catcher.suite === 'crash' ? catcher.firstSeed : 1;
  // A story is always the same; only what draws its cases is asked again.
  const seeds = isDrawn(plant) ? SEEDS : 1;
  for (let seed = first; ; seed++) {
    const finding = catcher.suite === 'crash' ? await crashed(ground, seed, catcher.runs) : await tested(ground, seed, [catcher.file], catcher.name);
    if (finding.broken.length > 0 || finding.unrunnable || seed === first + seeds - 1) return finding;
  }
}

/** The crash suite, ended at the first broken night. */
export async function crashed(ground: Ground, seed: number, runs: number): Promise<Finding> {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/test/crash/run.js', '--runs', String(runs), '--seed', String(seed)], { cwd: ground.folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TMPDIR: ground.temporary } });
  underWay = child;
  const broken: string[] = [];
  const said: string[] = [];
  child.stderr.on('data', (words: Buffer) => said.push(words.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const invariant = /^ {2}([a-z0-9-]+): /.exec(line)?.[1];
    if (invariant === 'again') child.kill('SIGINT');
    else if (invariant) broken.push(invariant);
    said.push(`${line}\n`);
  }
  const code = await ended;
  return { seed, broken: [...new Set(broken)], unrunnable: code !== 0 && broken.length === 0 ? said.join('').slice(-600) : null };
}

interface Results {
  readonly testResults: readonly { readonly message: string; readonly assertionResults: readonly Told[] }[];
}

interface Told {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages: readonly string[];
}

/** The name of a test; of a property also the act at which product and model parted, or the invariants that broke. */
function sentence({ fullName, failureMessages }: Told): string {
  const said = failureMessages.join('\n').replaceAll('\u001b', '').replace(/\[\d+m/g, '');
  const invariants = [...said.matchAll(/"invariant": "([a-z0-9-]+)"/g)].map(([, name]) => name!);
  const act = /"(?:act|after)": "((?:[^"\\]|\\.)*)"/.exec(said)?.[1];
  const where = invariants.length > 0 ? invariants.join(', ') : act;
  return where ? `${fullName} (${where})` : fullName;
}

/** These test files, against the copy. */
export async function tested(ground: Ground, seed: number, files: readonly string[], name: string | null): Promise<Finding> {
  const report = path.join(ground.folder, 'report.json');
  rmSync(report, { force: true });
  const places = files.map((file) => path.join('dist', file));
  const args = ['node_modules/jest/bin/jest.js', '-c', 'jest.planted.mjs', '--ci', '--json', `--outputFile=${report}`, ...(name ? ['-t', name] : []), '--runTestsByPath', ...places];
  const child = spawn(process.execPath, args, { cwd: ground.folder, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TMPDIR: ground.temporary, QK_PROPERTY_SEED: String(seed), QK_PROPERTY_PATH: '', QK_PROPERTY_SHRINK: 'no' } });
  underWay = child;
  const said: string[] = [];
  child.stderr.on('data', (words: Buffer) => said.push(words.toString()));
  await new Promise((resolve) => child.once('exit', resolve));
  if (!existsSync(report)) return { seed, broken: [], unrunnable: said.join('').slice(-600) };
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Results;
  const told = testResults.flatMap((suite) => suite.assertionResults);
  const broken = told.filter(({ status }) => status === 'failed').map(sentence);
  const asked = told.filter(({ status }) => status === 'passed' || status === 'failed').length;
  return { seed, broken, unrunnable: asked === 0 ? testResults.map(({ message }) => message).join('').slice(0, 600) || 'no test has this name' : null };
}
