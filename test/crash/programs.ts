import { spawn } from 'node:child_process';
import path from 'node:path';
import { builtPart } from './built.js';
import type { Kind } from './faults.js';

/** The file that each kind of process runs. */
export type Programs = Record<Kind, string>;

/** One file for each kind, put together in processes of their own: the cities are founded meanwhile. */
export async function bundlePrograms(folder: string): Promise<Programs> {
  await Promise.all((['api', 'worker'] as const).map((kind) => bundled(folder, kind)));
  return { api: path.join(folder, 'api.cjs'), worker: path.join(folder, 'worker.cjs') };
}

function bundled(folder: string, kind: Kind): Promise<void> {
  const child = spawn(process.execPath, [builtPart('bundle.js'), folder, kind], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the ${kind} could not be put into one file; its own words stand above.`)))));
}
