/** Qingkong could not start; the message says what to do and is all that is shown. */
export class StartProblem extends Error {}

const KNOWN: [RegExp, string][] = [
  [/No space left on device|ENOSPC/i, 'the disk is full. Free at least 1 GB on the disk that holds DATA_DIR, or set DATA_DIR to another disk, then start again.'],
  [/Permission denied|EACCES|EPERM/i, 'the folder may not be written. Set DATA_DIR to a folder of your own, or correct its owner.'],
  [/Address already in use|EADDRINUSE/i, 'the port is in use. Stop the other program, or choose another PORT.'],
  [/could not create shared memory|Cannot allocate memory/i, 'the machine has too little memory left. Close something, then start again.'],
  [/incompatible with server|database files are incompatible/i, 'the data folder was made by another PostgreSQL version. Restore a backup into a new DATA_DIR, or run the version that made it.'],
  [/error while loading shared libraries: (\S+)/i, 'a library is missing ($1). Run npm install again, without --ignore-scripts.'],
];

/** Turns what a tool said into a sentence that says what to do; the tool's last words follow for the expert. */
export function advice(said: string, what: string): string {
  for (const [pattern, sentence] of KNOWN) {
    const match = pattern.exec(said);
    if (match) return `${what}: ${sentence.replace('$1', match[1] ?? '')}`;
  }
  const last = said.trim().split('\n').slice(-3).join(' | ');
  return `${what}. Its last words: ${last || '(none)'}`;
}
