import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown, type Plugin } from 'rolldown';
import type { Kind } from './faults.js';

/** The built product that this suite was built with. */
const BUILT = path.resolve(import.meta.dirname, '../..');
const LAUNCH = path.join(import.meta.dirname, 'launch.js');
const ENTRY = path.join(BUILT, 'entry.js');
/** Native code, and optional packages that nobody has installed. */
const OUTSIDE = [/^sharp$/, /^@node-rs\/argon2/, /\.node$/, /^@nestjs\/(microservices|websockets)/, /^pg-native$/];

export type Programs = Record<Kind, string>;

/**
 * The built api and worker, each with all it needs in one file, and beside it what V8 has compiled of it: a dead process is
 * replaced for a fifth of the work that reading a thousand modules takes. Nothing in them differs from what `npm run api` runs.
 */
export async function bundlePrograms(folder: string): Promise<Programs> {
  const [api, worker] = await Promise.all((['api', 'worker'] as const).map((kind) => bundled(kind, path.join(folder, `${kind}.cjs`))));
  return { api: api!, worker: worker! };
}

async function bundled(kind: Kind, file: string): Promise<string> {
  const bundle = await rolldown({ input: { [kind]: 'entry' }, platform: 'node', external: OUTSIDE, logLevel: 'silent', plugins: [asBuilt(kind)] });
  await bundle.write({ file, format: 'cjs', codeSplitting: false });
  await bundle.close();
  await compiled(file);
  return file;
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

function compiled(file: string): Promise<void> {
  const child = spawn(process.execPath, [LAUNCH, file, 'compile'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${file} does not load; its own words stand above.`)))));
}
