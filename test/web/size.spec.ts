import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { weightsOf, type Weight } from '../../apps/web/weights.js';

const BUILT = path.resolve('apps/web/dist');
const isBuilt = existsSync(path.join(BUILT, '.vite/manifest.json'));
const withConsole = isBuilt ? describe : describe.skip;

/** What a browser has to load, gzip. The build fails on the same (`apps/web/vite.config.ts`). */
withConsole('the weight of the pages (needs the built console)', () => {
  const heavy = (weights: readonly Weight[]): Weight[] => weights.filter(({ bytes, most }) => bytes > most);
  const all = isBuilt ? weightsOf(BUILT) : [];
  const of = (what: RegExp): Weight[] => all.filter((weight) => what.test(weight.what));

  it('of the phone, first load, in both languages: at most 180 kB', () => {
    expect(of(/^the phone for/).map(({ most }) => most)).toEqual(Array<number>(8).fill(180_000));
    expect(heavy(of(/^the phone for/))).toEqual([]);
  });

  it('of the desk, its frame before any page, with its texts, in both languages: at most 350 kB', () => {
    expect(of(/^the frame of the desk/).map(({ most }) => most)).toEqual([350_000, 350_000]);
    expect(heavy(of(/^the frame of the desk/))).toEqual([]);
  });

  it('of every page of the desk and the phone what no other brings, and of each piece that several share: at most 80 kB', () => {
    const pages = of(/^src\/(desk|mobile)\/pages\//);
    expect(pages.length).toBeGreaterThan(20);
    expect(of(/^assets\//).length).toBeGreaterThan(10);
    expect(heavy([...pages, ...of(/^assets\//)])).toEqual([]);
    expect(new Set([...pages, ...of(/^assets\//)].map(({ most }) => most))).toEqual(new Set([80_000]));
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
