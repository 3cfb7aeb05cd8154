import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly css?: string[];
  readonly imports?: string[];
  readonly dynamicImports?: string[];
}

const BUILT = path.resolve('apps/web/dist');
const MANIFEST = path.join(BUILT, '.vite/manifest.json');
const KB = 1_000;

/** What a browser has to load, as it travels: gzip, in bytes. The console must have been built (`npm run build:web`). */
(existsSync(MANIFEST) ? describe : describe.skip)('the weight of the pages (needs the built console)', () => {
  const chunks = existsSync(MANIFEST) ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, Chunk>) : {};
  const weights = new Map<string, number>();
  const weightOf = (file: string): number => {
    if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(path.join(BUILT, file)), { level: 9 }).length);
    return weights.get(file)!;
  };
  /** A chunk and all that it cannot run without. */
  const filesOf = (...keys: string[]): Set<string> => {
    const seen = new Set<string>();
    const files = new Set<string>();
    const walk = (key: string): void => {
      if (seen.has(key)) return;
      seen.add(key);
      const { file, css = [], imports = [] } = chunks[key]!;
      for (const one of [file, ...css]) files.add(one);
      imports.forEach(walk);
    };
    keys.forEach(walk);
    return files;
  };
  const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + weightOf(file), 0);
  const source = (ending: string): string => {
    const found = Object.keys(chunks).find((key) => key.endsWith(ending));
    if (!found) throw new Error(`The build knows no ${ending}.`);
    return found;
  };

  it.each([
    ['whoever signs in', 'mobile/pages/SignInPage.vue'],
    ['a unit', 'mobile/pages/todo/TodoPage.vue'],
    ['an inspector', 'mobile/pages/log/LogPage.vue'],
    ['the link of a message', 'mobile/pages/link/LinkPage.vue'],
  ])('of the phone, first load for %s: at most 180 kB', (_whom, page) => {
    expect(sum([...filesOf('m/index.html', source(page)), 'm/index.html'])).toBeLessThanOrEqual(180 * KB);
  });

  it('of the desk, its frame before any page, with its texts: at most 350 kB', () => {
    expect(sum([...filesOf('index.html', source('i18n/zh-CN.ts')), 'index.html'])).toBeLessThanOrEqual(350 * KB);
  });

  it('of every page of the desk and the phone, its own chunk and styles: at most 80 kB', () => {
    const pages = Object.entries(chunks).filter(([key]) => /src\/(desk|mobile)\/pages\/.*Page\.vue$/.test(key));
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.map(([key, { file, css = [] }]) => [key, sum([file, ...css])] as const).filter(([, weight]) => weight > 80 * KB)).toEqual([]);
  });

  it('on the phone holds nothing of the desk, neither its kit nor its texts, not even for later', () => {
    const kept = [...readFileSync(path.join(BUILT, 'sw.js'), 'utf8').matchAll(/url:\s*"([^"]+)"/g)].map(([, url]) => url!);
    expect(kept).toContain('m/index.html');
    const phoneOnly = kept.filter((url) => url.endsWith('.js')).map((url) => [url, readFileSync(path.join(BUILT, url), 'utf8')] as const);
    expect(phoneOnly.length).toBeGreaterThan(20);
    const desk = /el-table|ElMessage|导出台账|单位与通讯录/;
    expect(phoneOnly.filter(([, text]) => desk.test(text)).map(([url]) => url)).toEqual([]);
    expect(kept.filter((url) => url.startsWith('api') || url === 'index.html')).toEqual([]);
  });
});
