// npm run check: types, lint, architecture, sizes, and a client that agrees with the API. Quick; no database and no browser.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from '../apps/standalone/built.mjs';

prepare({ console: false });

const node = process.execPath;
const generated = mkdtempSync(path.join(tmpdir(), 'qingkong-client-'));
const steps = [
  ['types of the server', node, ['node_modules/typescript-native/bin/tsc', '--noEmit', '-p', 'tsconfig.json']],
  ['types of the console', 'npm', ['run', '-s', 'typecheck', '-w', 'apps/web']],
  ['lint', node, ['node_modules/eslint/bin/eslint.js', '-c', 'config/eslint.config.mjs', '--max-warnings', '0', '.']],
  ['architecture and sizes', node, ['node_modules/jest/bin/jest.js', '-c', 'config/jest.static.config.mjs', '--ci', '--silent']],
  ['the generated client is that of the API', node, ['apps/web/generate-client.mjs', generated]],
  ['  (differences)', 'diff', ['-r', generated, 'apps/web/src/core/api/gen']],
];

let failed = 0;
for (const [name, command, args] of steps) {
  const began = Date.now();
  const result = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', shell: process.platform === 'win32' });
  const ok = result.status === 0;
  if (!ok) failed++;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!ok) console.log(`${result.stdout}${result.stderr}`.trim());
}
rmSync(generated, { recursive: true, force: true });
if (failed > 0) console.log(`${failed} of ${steps.length} checks failed. After a change of the API: npm run client`);
process.exit(failed > 0 ? 1 : 0);
