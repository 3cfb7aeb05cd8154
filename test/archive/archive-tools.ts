import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { makeClockMovable } from '../harness/template.js';

export interface Told {
  readonly status: number | null;
  readonly said: string;
}

export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'qingkong-archive-'));

export interface Installation {
  /** Absent: the embedded server of DATA_DIR. */
  readonly url?: string;
  readonly dataDir: string;
  readonly sealFile?: string;
}

/** One of the tools, as its npm script runs it, without waiting in the way of whatever runs meanwhile. */
export function tool(name: 'backup' | 'restore' | 'audit-verify', { url, dataDir, sealFile }: Installation, ...args: string[]): Promise<Told> {
  const env = { ...process.env, DATABASE_URL: url ?? '', DATA_DIR: dataDir, SEAL_FILE: sealFile ?? '', INIT_CWD: process.cwd() };
  const child = spawn(process.execPath, [`dist/apps/standalone/src/${name}.js`, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, said })));
}

/** The clock of a restored test database goes on from the moment of its backup. */
export async function clockGoesOnFrom(url: string, at: string): Promise<void> {
  await makeClockMovable(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('UPDATE test_clock SET shift = $1::timestamptz - now()', [at]);
  await client.end();
}
