import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readPlan } from '#plan';

/**
 * `npm run -s plan:parse -- FILE`: prints the draft of one plan document as JSON on stdout, and nothing else.
 * npm runs a script in the repository's folder; the file is named from where the user stands.
 */
const place = (file: string): string => path.resolve(process.env.INIT_CWD ?? '.', file);

function textOf(file: string): string {
  const bytes = readFileSync(place(file));
  const start = bytes.subarray(0, 4).toString('latin1');
  if (start === '%PDF') throw new Error(`${file} is a PDF. Save its text as a UTF-8 .txt file and read that.`);
  if (start.startsWith('PK')) throw new Error(`${file} is a Word or ZIP file. Save its text as a UTF-8 .txt file and read that.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${file} is not UTF-8 text. Save it as a UTF-8 .txt file and read that.`);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'There is no such file. Check the path.',
  EISDIR: 'This is a folder. Name one file in it.',
  EACCES: 'The file may not be read. Correct its permissions.',
};

function sentenceFor(problem: NodeJS.ErrnoException, file: string): string {
  const reason = REASONS[problem.code ?? ''];
  return reason ? `${file}: ${reason}` : problem.message;
}

const [file, ...more] = process.argv.slice(2);
try {
  if (file === undefined || more.length > 0) throw new Error('Name exactly one plan document: npm run -s plan:parse -- FILE');
  process.stdout.write(`${JSON.stringify(readPlan(textOf(file)), null, 2)}\n`);
} catch (problem) {
  process.stderr.write(`${sentenceFor(problem as NodeJS.ErrnoException, file ?? '')}\n`);
  process.exitCode = 2;
}
