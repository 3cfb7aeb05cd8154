import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Environment } from '#config/environment';
import { advice, StartProblem } from './advice.js';

const NEEDED_BYTES = 500_000_000;

/** Says so before anything is started, instead of failing at the end. */
export function refuseTakenPort({ HOST, PORT }: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new StartProblem(sentence(error, HOST, PORT))));
    probe.listen(PORT, HOST, () => probe.close(() => resolve()));
  });
}

function sentence({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop the program that uses it, or choose another: PORT=${port + 1} npm start`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user. Choose one above 1024: PORT=3000 npm start`;
  if (code === 'EADDRNOTAVAIL') return `HOST=${host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all its addresses.`;
  return `Port ${port} on ${host} cannot be opened: ${message}.`;
}

export async function refuseFullDisk({ DATA_DIR }: Environment): Promise<void> {
  try {
    mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartProblem(advice((error as Error).message, `The data folder ${DATA_DIR} cannot be made`));
  }
  const disk = await statfs(DATA_DIR);
  const free = disk.bavail * disk.bsize;
  if (free >= NEEDED_BYTES) return;
  throw new StartProblem(`Only ${Math.floor(free / 1e6)} MB are free on the disk that holds ${DATA_DIR}; Qingkong needs ${NEEDED_BYTES / 1e6} MB. Free some space, or set DATA_DIR to another disk.`);
}
