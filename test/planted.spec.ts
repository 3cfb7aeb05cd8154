import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applied, PatchDoesNotFit, readPatch } from './planted/patch.js';
import { PLANTS } from './planted/plants.js';

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
