import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { STORY, type Context } from '#config/story';

export const ROOT = path.resolve(__dirname, '../..');

/** Files below a folder, as paths from the repository's root. */
export function filesIn(folder: string, pattern = /\.(ts|sql)$/): string[] {
  if (!existsSync(path.join(ROOT, folder))) return [];
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !/(^|\/)(node_modules|dist|gen)\//.test(file) && !file.includes('.gen.'))
    .sort();
}

export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The contexts that have a folder, in story order. */
export const CONTEXTS: Context[] = STORY.filter((context) => existsSync(path.join(ROOT, 'libs', context)));

export const before = (context: Context): readonly string[] => STORY.slice(0, STORY.indexOf(context));

export const isSpec = (file: string): boolean => /\.(spec|story)\.ts$/.test(file) || file.includes('/spec/');

/** Everything that a file imports or re-exports by name. */
export const importsOf = (file: string): string[] => [...read(file).matchAll(/(?:from|import) '([^']+)'/g)].map(([, name]) => name!);

/** Text without comments: a rule is about what the code does, not about what it says of itself. */
export const codeOf = (file: string): string =>
  file.endsWith('.sql') ? read(file).replace(/--.*$/gm, '') : read(file).replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
