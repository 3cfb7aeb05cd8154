import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown, type Plugin } from 'rolldown';
import { BUILT, builtPart } from './built.js';
import type { Kind } from './faults.js';

const ENTRY = path.join(BUILT, 'entry.js');
/** Native code, and optional packages that nobody has installed. */
const OUTSIDE = [/^sharp$/, /^@node-rs\/argon2/, /\.node$/, /^@nestjs\/(microservices|websockets)/, /^pg-native$/];

/**
 * Run as a process of its own, with a folder and `api` or `worker`. The built api and worker, each with all it needs in one file, and beside it what V8 has compiled of it: a dead process is
 * replaced for a fifth of the work that reading a thousand modules takes. Nothing in them differs from what `npm run api` runs.
 */
async function bundle(folder: string, kind: Kind): Promise<void> {
  const file = path.join(folder, `${kind}.cjs`);
  const programme = await rolldown({ input: { [kind]: 'entry' }, platform: 'node', external: OUTSIDE, logLevel: 'silent', plugins: [asBuilt(kind)] });
  await programme.write({ file, format: 'cjs', codeSplitting: false });
  await programme.close();
  process.exitCode = spawnSync(process.execPath, [builtPart('launch.js'), file, 'compile'], { stdio: 'inherit' }).status ?? 1;
}

const asBuilt = (kind: Kind): Plugin => ({
  name: 'as-built',
  resolveId: {
    filter: { id: /^#|^entry$/ },
    handler(id) {
      if (id.startsWith('#config/')) return path.join(BUILT, 'config', `${id.slice(8)}.js`);
      return id.startsWith('#') ? path.join(BUILT, 'libs', id.slice(1), 'src/index.js') : ENTRY;
    },
  },
  load: {
    filter: { id: ENTRY },
    handler: () => `import './apps/${kind}/src/${kind}.js';\nimport { wait } from './test/crash/spare.js';\nwait(() => import('./apps/${kind}/src/main.js'));\n`,
  },
  // What stands beside a file is still found beside it.
  transform: {
    filter: { id: { include: `${BUILT}/**` }, code: /import\.meta\./ },
    handler: (code, id) => code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)).replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id))),
  },
});

await bundle(process.argv[2]!, process.argv[3] as Kind);
