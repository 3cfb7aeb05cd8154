import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { oneOrMore } from '../../apps/web/src/core/i18n/one-or-more.js';

/** A catalogue laid flat: `problems.access.forbidden` → its text. */
const flat = (texts: object, before = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value as object, `${before}${key}.`)));

const ROOT = path.resolve(__dirname, '../..');
const files = (folder: string, ending: RegExp): { name: string; text: string }[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/\.(spec|story)\.ts$|(^|\/)(node_modules|dist)\//.test(name))
    .map((name) => ({ name: path.join(folder, name), text: readFileSync(path.join(ROOT, folder, name), 'utf8') }));
const allOf = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found!);

const chinese = new Map<string, string>();
const english = new Map<string, string>();
const server = [...files('libs', /\.ts$/), ...files('apps/api/src', /\.ts$/)];
const pages = files('apps/web/src', /\.(vue|ts)$/).filter(({ name }) => !/i18n\/(zh|en)|\/gen\//.test(name));

/** The console is compiled by rules of its own; its catalogues are read as it reads them. */
const catalogue = async (language: string): Promise<[string, string][]> => flat(((await import(`../../apps/web/src/core/i18n/${language}`)) as { default: object }).default);

describe('the texts', () => {
  beforeAll(async () => {
    for (const [key, text] of await catalogue('zh-CN')) chinese.set(key, text);
    for (const [key, text] of await catalogue('en')) english.set(key, text);
  });

  it('are the same in both languages, none of them empty', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fill in the same facts in both languages', () => {
    const facts = (text: string) => [...new Set(allOf(text, /\{(\w+)\}/g))].sort();
    const unlike = [...chinese].filter(([key, text]) => String(facts(text)) !== String(facts(english.get(key) ?? ''))).map(([key]) => key);
    expect(unlike).toEqual([]);
  });

  it('say one and several in English, where a number stands before a noun', () => {
    // Said of a limit that is far above one, or only when there are several.
    const severalOnly = ['screen.replayTooLong', 'desk.columns.tooMany', 'problems.fault.tooLong', 'problems.fault.clock_too_long', 'phone.checklist.photoless', 'phone.checklist.placeless'];
    const counts = [...english].filter(([key, text]) => /\{n\} (?:[a-z]+ ){0,2}?[a-z]*[a-z]{2}s\b/.test(text) && !severalOnly.includes(key));
    expect(counts.length).toBeGreaterThan(40);
    expect([...english].filter(([, text]) => text.includes('(s)')).map(([key]) => key)).toEqual([]);
    expect(counts.filter(([, text]) => text.split(' | ').length !== 2).map(([key, text]) => `${key}: ${text}`)).toEqual([]);
    expect([1, 0, 2, -1].map((n) => oneOrMore(n, 2))).toEqual([0, 1, 1, 1]);
  });

  it('are Chinese in Chinese, and English in English', () => {
    const letters = /\p{Script=Han}/u;
    expect([...english].filter(([key, text]) => letters.test(text) && key !== 'desk.frame.zh').map(([key]) => key)).toEqual([]);
    const odd = [...chinese].filter(([, text]) => !letters.test(text.replace(/\{\w+\}/g, '')) && /[A-Za-z]{4}/.test(text.replace(/\{\w+\}/g, '')));
    expect(odd.map(([key]) => key)).toEqual([]);
  });

  it('tell for every refusal of the server what it means', () => {
    const codes = server.flatMap(({ text }) => [...allOf(text, /readonly code(?:: string)? = '([^']+)'/g), ...allOf(text, /new Unavailable\('([^']+)'/g), ...allOf(text, /\d{3}: \['([a-z.-]+)', '/g), ...allOf(text, /'(plan\.document-[a-z-]+)': '/g)]);
    expect(codes.length).toBeGreaterThan(60);
    expect([...new Set(codes)].filter((code) => !chinese.has(`problems.${code}`))).toEqual([]);
  });

  it('tell for every fault of a field what to correct', () => {
    const codes = server.flatMap(({ text }) => allOf(text, /\{ (?:field(?:: [^,]+)?, )code: '([^']+)'/g));
    expect(codes.length).toBeGreaterThan(5);
    expect([...new Set(codes)].filter((code) => !chinese.has(`problems.fault.${code}`) && !chinese.has(`problems.${code}`))).toEqual([]);
  });

  it('exist for every key that a page names', () => {
    const named = pages.flatMap(({ name, text }) => allOf(text, /\bt\(\s*'([\w.-]+\.[\w.-]+)'/g).map((key) => [key, name] as const));
    expect(named.length).toBeGreaterThan(400);
    expect(named.filter(([key]) => !chinese.has(key))).toEqual([]);
  });

  it('are all used by some page', () => {
    const code = pages.map(({ text }) => text).join('\n');
    const begun = [...new Set([...code.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, prefix]) => prefix!))];
    const isUsed = (key: string) => code.includes(`'${key.replace(/\.\d+$/, '')}'`) || key.startsWith('problems.') || begun.some((prefix) => key.startsWith(prefix));
    expect([...chinese.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });

  it('say in every empty place what to do next, in words or by a way out', () => {
    const empties = pages.flatMap(({ name, text }) => allOf(text, /(<(?:EmptyState|ListBody|PagedList)\b(?:"[^"]*"|[^">])*>)/g).map((tag) => [name, tag] as const));
    expect(empties.length).toBeGreaterThan(50);
    expect(empties.filter(([, tag]) => !/hint="/.test(tag) && (!tag.startsWith('<EmptyState') || tag.endsWith('/>')))).toEqual([]);
  });

  it('stand in the catalogues only: no page has Chinese in its template', () => {
    const inTemplate = pages.filter(({ name }) => name.endsWith('.vue')).filter(({ text }) => /\p{Script=Han}/u.test((/<template>[\s\S]*<\/template>/.exec(text)?.[0] ?? '').replace(/<!--[\s\S]*?-->/g, '')));
    expect(inTemplate.map(({ name }) => name)).toEqual([]);
  });
});
