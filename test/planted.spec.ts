import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applied, PatchDoesNotFit, readPatch } from './planted/patch.js';
import { handful, isDrawn, PLANTS } from './planted/plants.js';

const EXAMPLE = '--- a/x.js\n+++ b/x.js\n@@ -7,2 +7,2 @@\n one\n-two\n+three\n';
const plants = PLANTS();

/** 埋错: whether they are caught is asked by `npm run planted`; here only that each of them would still be planted. */
describe('planted bugs', () => {
  it('are at least twenty-five, and no two are the same', () => {
    expect(plants.length).toBeGreaterThanOrEqual(25);
    expect(new Set(plants.map(({ patches }) => JSON.stringify(patches))).size).toBe(plants.length);
  });

  it.each(plants)('$name fits the built code and changes it', ({ patches }) => {
    expect(patches.length).toBeGreaterThan(0);
    for (const patch of patches) {
      const text = readFileSync(path.resolve('dist', patch.file), 'utf8');
      expect(applied(patch, text)).not.toBe(text);
    }
  });

  it.each(plants)('$name names its catcher', ({ catcher }) => {
    if (catcher.suite === 'crash') return expect(catcher.runs).toBeGreaterThan(0);
    expect(existsSync(catcher.file)).toBe(true);
    if (catcher.name) expect(readFileSync(catcher.file, 'utf8')).toContain(catcher.name);
  });

  it('that one commit plants are as many as it was asked for, no two the same, and one of them is caught by a night or a property', () => {
    for (const seed of [0, 1, 0x97fb0c, 0xffffff]) {
      const some = handful(plants, 5, seed);
      expect(new Set(some.map(({ name }) => name)).size).toBe(5);
      expect(some.filter(isDrawn)).toHaveLength(1);
    }
  });

  it('are all planted by one commit or another', () => {
    const planted = new Set(plants.flatMap((_, seed) => handful(plants, 5, seed)));
    expect(plants.filter((plant) => !planted.has(plant))).toEqual([]);
  });

  it('have a seed in the table if who caught them draws cases, and none if not', () => {
    const seeds = new Map(readFileSync('docs/planted-bugs.md', 'utf8').split('\n').filter((row) => row.startsWith('| ')).map((row) => [row.split(' | ')[0]!.slice(2), /\| *(\d*) \|$/.exec(row)?.[1]]));
    expect(plants.filter((plant) => Boolean(seeds.get(plant.name)) !== isDrawn(plant)).map(({ name }) => name)).toEqual([]);
  });

  it('stand in the table that was written when they were caught', () => {
    const table = readFileSync('docs/planted-bugs.md', 'utf8');
    expect(plants.filter(({ name }) => !table.includes(`| ${name} |`)).map(({ name }) => name)).toEqual([]);
  });
});

describe('a patch', () => {
  const [patch] = readPatch(EXAMPLE);

  it('finds its place wherever it has wandered', () => {
    expect(applied(patch!, 'zero\none\ntwo\nfour')).toBe('zero\none\nthree\nfour');
  });

  it('that fits nowhere, or twice, is refused', () => {
    expect(() => applied(patch!, 'one\nfour')).toThrow(PatchDoesNotFit);
    expect(() => applied(patch!, 'one\ntwo\none\ntwo')).toThrow(PatchDoesNotFit);
  });
});
