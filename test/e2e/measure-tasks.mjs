// npm run tasks: does the main tasks as people do them, in a real browser, and writes what they took to docs/measured-tasks.md.
// npm run tasks -- --told FILE: only writes, from the lines that a run with QK_MEASURED=FILE has kept.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from '../../apps/standalone/built.mjs';

const SPECS = ['desk', 'newcomer', 'administrators', 'two-hundred', 'night', 'link', 'phone-offline', 'wall'].map((name) => `test/e2e/${name}.spec.ts`);

const told = process.argv.indexOf('--told');
if (told > 0) {
  writes(linesOf(process.argv[told + 1]));
  process.exit(0);
}
if (!process.env.QK_CHROMIUM) {
  console.error('QK_CHROMIUM says where Chromium is; without one nothing is measured.');
  process.exit(2);
}
prepare({ console: true });
const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-tasks-'));
const file = path.join(folder, 'tasks.jsonl');
writeFileSync(file, '');
const jest = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '-c', 'config/jest.config.mjs', '--forceExit', '-w', '1', ...SPECS], { stdio: 'inherit', env: { ...process.env, QK_MEASURED: file } });
const tasks = linesOf(file);
rmSync(folder, { recursive: true, force: true });
if (jest.status !== 0 || tasks.length === 0) process.exit(jest.status || 1);
writes(tasks);

function linesOf(file) {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/** A task that was done several times, in several time zones for instance, stands there once, with the most that it took. */
function writes(all) {
  const most = (a, b) => ({ ...a, clicks: Math.max(a.clicks, b.clicks), keys: Math.max(a.keys, b.keys), seconds: Math.max(a.seconds, b.seconds) });
  const tasks = [...new Set(all.map(({ task }) => task))].map((name) => all.filter(({ task }) => task === name).reduce(most));
  const of = (measured, limit) => (limit === undefined ? `${measured}` : `${measured} (${limit})`);
  const rows = tasks.map(({ task, clicks, keys, seconds, limit }) => `| ${task} | ${of(clicks, limit.clicks)} | ${keys} | ${of(seconds.toFixed(1), limit.seconds)} |`);
  const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  writeFileSync(
    'docs/measured-tasks.md',
    `# What the main tasks take
${day}, written by \`npm run tasks\`

Each line is one of the main tasks, done by a script in Chromium on the running product as a person does it: every click or tap, every key and every
letter is counted, the seconds are those of the script on a shared machine, from the first look at the page to the moment it is done. A person reads
and thinks besides. In brackets the limit; a task that takes more fails its test.

| task | clicks or taps | keys and letters | seconds |
|---|---|---|---|
${rows.join('\n')}
`,
  );
  console.log(`docs/measured-tasks.md: ${tasks.length} tasks`);
}
