import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartProblem } from './advice.js';

/** One installation per data folder: a second start would stop the first one's database under it. */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'running.pid');
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (other && other !== process.pid && isQingkong(other)) {
    throw new StartProblem(`Qingkong already runs from ${folder} (process ${other}). Stop it first, or set DATA_DIR to another folder.`);
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** Alive, and one of ours: after a crash the number may belong to anybody. */
function isQingkong(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const command = `/proc/${pid}/cmdline`;
    return !existsSync('/proc/self') || (existsSync(command) && readFileSync(command, 'utf8').includes('standalone'));
  } catch {
    return false;
  }
}
