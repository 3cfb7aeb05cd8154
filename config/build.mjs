// Builds the server into dist/: SWC turns TypeScript into JavaScript, and the .sql files stand beside the code that reads them.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['apps/api', 'apps/worker', 'apps/standalone', 'libs', 'config', 'test/harness', 'test/crash', 'test/planted', 'test/bench', 'test/start', 'test/e2e', 'test/archive'].filter((folder) => statSync(path.join(root, folder), { throwIfNoEntry: false }));

// Built beside the old one and put in its place when whole: a build that fails, or is cut short, leaves what ran before.
const next = `dist.${process.pid}`;
process.on('exit', () => rmSync(path.join(root, next), { recursive: true, force: true }));

const swc = path.join(root, 'node_modules/@swc/cli/bin/swc.js');
const result = spawnSync(process.execPath, [swc, ...sources, '-d', next, '-q', '--config-file', '.swcrc', '--extensions', '.ts'], { cwd: root, stdio: 'inherit' });
if (result.status !== 0) process.exit(result.status ?? 1);

function copySql(folder) {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) copySql(place);
    else if (entry.name.endsWith('.sql')) cpSync(path.join(root, place), path.join(root, next, place));
  }
}
for (const folder of ['libs', 'test/bench'].filter((folder) => statSync(path.join(root, folder), { throwIfNoEntry: false }))) copySql(folder);

rmSync(path.join(root, 'dist'), { recursive: true, force: true });
renameSync(path.join(root, next), path.join(root, 'dist'));
