import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPatch, type FilePatch } from './patch.js';

/** Which suite should catch a bug: so many nights of the crash suite per seed, or one test file, at times one test of it. */
export type Catcher = { readonly suite: 'crash'; readonly runs: number; readonly firstSeed: number } | { readonly suite: 'test'; readonly file: string; readonly name: string | null };

/** A bug as a patch of the built code, with the sentence that it breaks. */
export interface Plant {
  readonly name: string;
  readonly plants: string;
  readonly against: string;
  readonly catcher: Catcher;
  readonly patches: readonly FilePatch[];
}

export const FOLDER = 'test/planted';

export const PLANTS = (): Plant[] =>
  readdirSync(path.resolve(FOLDER))
    .filter((file) => file.endsWith('.patch'))
    .sort()
    .map((file) => plantOf(path.basename(file, '.patch'), readFileSync(path.resolve(FOLDER, file), 'utf8')));

/** Whether who should catch it draws its cases: nights, or properties. A story is told in one way only. */
export const isDrawn = ({ catcher }: Plant): boolean => catcher.suite === 'crash' || catcher.file.includes('/properties/');

/** So many, and others with each seed, so that a bug that no longer is one is noticed soon. One of them is caught by a night or a property, which takes longer; the rest by a story or spec. */
export function handful(plants: readonly Plant[], size: number, seed: number): Plant[] {
  const [drawn, told] = [plants.filter(isDrawn), plants.filter((plant) => !isDrawn(plant))];
  const slow = Math.min(1, size, drawn.length);
  return [...some(told, Math.min(size - slow, told.length), seed), ...some(drawn, slow, seed)];
}

const some = (plants: readonly Plant[], size: number, seed: number): Plant[] => Array.from({ length: size }, (_, n) => plants[(seed * size + n) % plants.length]!);

function plantOf(name: string, text: string): Plant {
  const said = (word: string): string => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${word}: `));
    if (!line) throw new Error(`${name}.patch does not say "${word}: …".`);
    return line.slice(word.length + 2).trim();
  };
  return { name, plants: said('Plants'), against: said('Against'), catcher: catcherOf(said('Caught by')), patches: readPatch(text) };
}

/** `crash, 6 runs a seed from 201` or `test FILE` or `test FILE › NAME`. */
function catcherOf(text: string): Catcher {
  const crash = /^crash, (\d+) runs a seed from (\d+)$/.exec(text);
  if (crash) return { suite: 'crash', runs: Number(crash[1]), firstSeed: Number(crash[2]) };
  const test = /^test (\S+)(?: › (.+))?$/.exec(text);
  if (!test) throw new Error(`"Caught by: ${text}" names neither the crash suite nor a test.`);
  return { suite: 'test', file: test[1]!, name: test[2] ?? null };
}

export const inWords = (catcher: Catcher): string => (catcher.suite === 'crash' ? 'npm run crash' : catcher.file);
