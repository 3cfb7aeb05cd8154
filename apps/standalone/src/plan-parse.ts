import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openDocument, readPlan } from '#plan';

/**
 * `npm run -s plan:parse -- FILE`: prints the draft of one plan document as JSON on stdout, and nothing else.
 * Text, Word, workbooks and PDF; the kind is recognised by the content. npm runs a script in the repository's folder; the
 * file is named from where the user stands.
 */
const LONGEST_MS = 60_000;

const place = (file: string): string => path.resolve(process.env.INIT_CWD ?? '.', file);

const REASONS: Record<string, string> = {
  ENOENT: 'There is no such file. Check the path.',
  EISDIR: 'This is a folder. Name one file in it.',
  EACCES: 'The file may not be read. Correct its permissions.',
};

function sentenceFor(problem: NodeJS.ErrnoException, file: string | undefined): string {
  if (file === undefined || more.length > 0) return problem.message;
  const reason = REASONS[problem.code ?? ''];
  return `${file}: ${reason ?? problem.message}`;
}

const [file, ...more] = process.argv.slice(2);
try {
  if (file === undefined || more.length > 0) throw new Error('Name exactly one plan document: npm run -s plan:parse -- FILE');
  const { text } = await openDocument(readFileSync(place(file)), { signal: AbortSignal.timeout(LONGEST_MS) });
  process.stdout.write(`${JSON.stringify(readPlan(text), null, 2)}\n`);
} catch (problem) {
  process.stderr.write(`${sentenceFor(problem as NodeJS.ErrnoException, file)}\n`);
  process.exitCode = 2;
}
