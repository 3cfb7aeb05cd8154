import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPlan } from '../../libs/plan/src/reading/index.js';
import { squeezed } from '../harness/plan-expectations.js';

const SEEDS = path.resolve(__dirname, '../../../shared/seeds');
/** As long as this, words are a sentence that was copied; shorter, they are terms of the trade. */
const SENTENCE = 25;

const shipped = ['config/plans', 'config/demo'].flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)));
const blankless = (text: string): string => text.replace(/\s/g, '');

/** Passages of at least `SENTENCE` characters that stand in an original too. */
function copiedPassages(text: string, known: ReadonlySet<string>): string[] {
  const passages: string[] = [];
  for (let at = 0; at + SENTENCE <= text.length; at += 1) {
    if (!known.has(text.slice(at, at + SENTENCE))) continue;
    let end = at + SENTENCE;
    while (end < text.length && known.has(text.slice(end - SENTENCE + 1, end + 1))) end += 1;
    passages.push(text.slice(at, end));
    at = end - 1;
  }
  return passages;
}

(existsSync(SEEDS) ? describe : describe.skip)('the demos speak in our own words (needs ../shared/seeds)', () => {
  const originals = existsSync(SEEDS) ? readdirSync(SEEDS).map((file) => readFileSync(path.join(SEEDS, file), 'utf8')) : [];
  const known = new Set(originals.map(squeezed).flatMap((text) => Array.from({ length: Math.max(0, text.length - SENTENCE + 1) }, (_, at) => text.slice(at, at + SENTENCE))));

  it('would notice a copied sentence', () => {
    const sentence = squeezed(originals[1]!).slice(2_000, 2_040);
    expect(copiedPassages(`头${sentence}尾`, known)).toEqual([sentence]);
  });

  it.each(shipped)('%s repeats no sentence of an original', (file) => {
    expect(copiedPassages(blankless(readFileSync(file, 'utf8')), known)).toEqual([]);
  });

  it.each(shipped)('%s names no place or office of an original', (file) => {
    const text = readFileSync(file, 'utf8');
    expect([...new Set(originals.flatMap(properNames))].filter((name) => text.includes(name))).toEqual([]);
  });
});

/** Units that carry the name of a place or firm, and the place in the title. What begins with 市, 区, 各 … every city has. */
function properNames(original: string): string[] {
  const { document, tasks, taskForces } = readPlan(original);
  const units = [...tasks.flatMap(({ lead, support, responsible }) => [...lead, ...support, ...responsible]), ...taskForces.flatMap(({ lead, members }) => [...lead, ...members])];
  const named = units.filter(({ group, open }) => !group && !open).map(({ name }) => name).filter((name) => name.length >= 6 && !/^(?:[省市区县各乡镇局国]|开发区|城区|经开区|街道|属地|相关|有关|党)/.test(name));
  const places = [document.title, document.issuer].flatMap((line) => /^([\u4e00-\u9fff]{2,7}?[市区县旗])/.exec(line ?? '')?.[1] ?? []);
  return [...named, ...places.filter((place) => place.length > 2)];
}
