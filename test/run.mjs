// npm test: installs and builds what is missing, runs every test that this machine can run, names those that it cannot, and why.
// Last line: "N passed, N failed, N skipped". QK_REQUIRE=redis,chromium turns what is skipped for want of them into a failure.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from '../apps/standalone/built.mjs';

prepare({ console: true });
const { seedOfCommit } = await import('../dist/test/harness/seed-of-commit.js');

const found = {
  chromium: locate(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], process.env.QK_CHROMIUM),
  redis: locate(['redis-server'], process.env.QK_REDIS_SERVER),
};
const required = (process.env.QK_REQUIRE ?? '').split(',').filter(Boolean);
const missing = required.filter((tool) => !found[tool]);
const asked = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-results-'));
/**
 * What touches a queue; run again with the queues on a Redis and on a Redis Cluster. Of the rest: a-frozen-leader and test/channels/apart pass
 * there too, but cost minutes, and what they speak of is rows and locks; the-queue-is-down, libs/platform/src/jobs and
 * test/archive/old-jobs bring every backend that they speak of; the leases of test/channels/killed are rows, and the crash nights kill at the same
 * points on all three; test/archive/release.story restores a database and begins with an empty queue wherever that is; test/duty and
 * test/properties turn the engine by hand, and no queue has a part in it.
 */
const QUEUED = ['test/stories', 'libs/platform/src/journal', 'libs/platform/src/sweeping', '--testPathIgnorePatterns', 'the-queue-is-down|a-frozen-leader|dist/|\\.data/'];

/** One run of Jest with the queues on this backend; its summary. */
function run(queue, paths) {
  const results = path.join(folder, `${queue}.json`);
  const jest = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '-c', 'config/jest.config.mjs', '--ci', '--json', `--outputFile=${results}`, ...paths],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, QK_CHROMIUM: found.chromium ?? '', QK_REDIS_SERVER: found.redis ?? '', QK_TEST_QUEUE: queue } },
  );
  const summary = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0, testResults: [] };
  return { ...summary, queue, status: jest.status };
}

const runs = asked.length > 0 ? [run(process.env.QK_TEST_QUEUE || 'pg', asked)] : [run('pg', []), ...(found.redis ? [run('redis', QUEUED), run('cluster', QUEUED)] : [])];
rmSync(folder, { recursive: true, force: true });

// A hundred nights with faults, alone on the machine: as many as are asked for, and enough to mean each failpoint three times (faults.spec.ts).
// The same ones every time, so that the gate draws no lots. QK_CRASH_NIGHTS asks for
// another number, half of them of this commit's own seed: so each commit looks elsewhere. Left out when single tests were asked for.
const NIGHTS = Number(process.env.QK_CRASH_NIGHTS || 100);
const crash = asked.length > 0 ? { passed: 0, failed: 0, seconds: 0 } : await nights(found.redis ? 'pg,redis,pg,redis,cluster' : 'pg', process.env.QK_CRASH_NIGHTS ? `1,${seedOfCommit()}` : '1,11');

// A bug that is planted has to be noticed: a few each time, others with each commit. That a patch still fits does not say that it still is a bug.
const planted = asked.length > 0 ? { passed: 0, failed: 0 } : await plantedBugs(5);

const skipped = runs.flatMap((summary) =>
  summary.testResults.flatMap((suite) => suite.assertionResults.filter((test) => test.status === 'pending').map((test) => `${path.relative('.', suite.name)}: ${test.fullName}`)),
);
if (!found.redis && asked.length === 0) skipped.push('the stories with the queues on a Redis, and on a Redis Cluster (needs redis-server)', 'the crash runs with the queues there (needs redis-server)');
for (const name of skipped) console.log(`skipped: ${name}`);
for (const [tool, place] of Object.entries(found)) if (!place) console.log(`not on this machine: ${tool} (Debian: apt-get install ${tool === 'redis' ? 'redis-server' : 'chromium fonts-noto-cjk'}); what needs it was skipped`);
if (!existsSync('../shared/seeds')) console.log('not beside this repository: ../shared (the original government documents); the tests that read them were skipped');
for (const tool of missing) console.log(`failed: QK_REQUIRE asks for ${tool}, and it was not found`);

const sum = (count) => runs.reduce((total, summary) => total + count(summary), 0);
const passed = sum((summary) => summary.numPassedTests) + crash.passed + planted.passed;
const failed = sum((summary) => summary.numFailedTests + summary.numRuntimeErrorTestSuites) + missing.length + crash.failed + planted.failed;
for (const { queue, numPassedTests, numFailedTests } of runs) console.log(`queues on ${queue}: ${numPassedTests} passed, ${numFailedTests} failed`);
if (asked.length === 0) console.log(`nights with faults: ${crash.passed} passed, ${crash.failed} failed, in ${crash.seconds} s`);
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed > 0 || runs.some((summary) => summary.status !== 0 || summary.numPassedTests === 0) ? 1 : 0);

/** Runs that held and runs that did not, each counted as a test. */
function nights(backends, seeds) {
  return counted('dist/test/crash/run.js', ['--runs', String(NIGHTS), '--backend', backends, '--seed', seeds], NIGHTS, /; ok$/gm);
}

/** Bugs that were caught and bugs that were not. What the suites say without any bug is known by now. */
function plantedBugs(some) {
  return counted('dist/test/planted/run.js', ['--some', String(some), '--seed', String(seedOfCommit()), '--no-control'], some, /: caught by /g);
}

/** A program of ours that tells each of its `total` findings in a line of its own; `good` finds the good ones. */
async function counted(file, args, total, good) {
  const began = Date.now();
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, QK_REDIS_SERVER: found.redis ?? '' } });
  let told = '';
  child.stdout.on('data', (piece) => (process.stdout.write(piece), (told += piece)));
  const status = await new Promise((resolve) => child.once('exit', resolve));
  const passed = (told.match(good) ?? []).length;
  return { passed, failed: status === 0 ? 0 : Math.max(1, total - passed), seconds: Math.round((Date.now() - began) / 1_000) };
}

function locate(names, given) {
  if (given) return existsSync(given) ? given : null;
  const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin', '/usr/local/bin');
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => existsSync(file)) ?? null;
}
