// Installs what is missing and builds what is stale; then, called as a program, runs one of the built files.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const SOURCES = ['apps/api', 'apps/worker', 'apps/standalone', 'libs', 'config', 'test/harness', 'test/crash', 'test/planted', 'test/bench', 'test/start', 'test/e2e', 'test/archive'];
const CONSOLE = ['apps/web'];
const OLDEST_NODE = [20, 19];

/** Brings the checkout to where it can run. What it does goes to stderr, so that a tool's stdout stays its own. */
export function prepare({ console: withConsole }) {
  process.chdir(root);
  refuseOldNode();
  if (isStale('node_modules/.package-lock.json', ['package-lock.json', 'apps/web/package.json'])) {
    step('installed', () => run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']));
  }
  if (isStale('dist/.built', SOURCES)) step('server built', () => (run(process.execPath, ['config/build.mjs']), writeFileSync('dist/.built', '')));
  if (withConsole && isStale('apps/web/dist/.built', CONSOLE)) step('console built', () => (run('npm', ['run', '-s', 'build:web']), writeFileSync('apps/web/dist/.built', '')));
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(`Qingkong needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Install a newer Node from https://nodejs.org and start again.`);
}

function step(name, work) {
  const began = Date.now();
  work();
  process.stderr.write(`  ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status === 0) return;
  if (result.error?.code === 'ENOSPC' || freeBytes() < 200e6) fail('The disk is full. Free at least 1 GB on the disk that holds this folder, then start again.');
  fail(`"${command} ${args.join(' ')}" failed; its own words stand above. Correct that, then start again.`);
}

function freeBytes() {
  const out = spawnSync(process.execPath, ['-e', "const s=require('fs').statfsSync('.');console.log(s.bavail*s.bsize)"], { cwd: root, encoding: 'utf8' });
  return Number(out.stdout || Infinity);
}

function isStale(stamp, sources) {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return sources.some((source) => existsSync(source) && newest(source) > built);
}

function newest(place) {
  const stat = statSync(place);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist', '.vite'].includes(entry.name))
    .reduce((latest, entry) => Math.max(latest, newest(path.join(place, entry.name))), 0);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, ...args] = process.argv.slice(2);
  const given = process.env.INIT_CWD ?? process.cwd();
  prepare({ console: false });
  // Files are named from where the user stands, not from where the program is.
  const result = spawnSync(process.execPath, ['--enable-source-maps', path.join('dist', file), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, INIT_CWD: given } });
  process.exit(result.status ?? 1);
}
