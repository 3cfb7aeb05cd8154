import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = path.resolve('apps/web/dist');
const MOST_KB = 280;
const withConsole = existsSync(path.join(DIST, 'index.html')) ? describe : describe.skip;

/** Every script that a page loads before anybody touched it: those its html names, and what they import in turn. */
function firstLoad(page: string): Set<string> {
  const found = new Set<string>();
  const follow = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const code = readFileSync(path.join(DIST, 'assets', name), 'utf8');
    for (const [, next] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) follow(next!);
  };
  for (const [, name] of readFileSync(path.join(DIST, page), 'utf8').matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)) follow(name!);
  return found;
}

withConsole('the library of charts', () => {
  const charts = (): string[] => readdirSync(path.join(DIST, 'assets')).filter((name) => /^ChartView-.*\.js$/.test(name));

  it('is one file of its own, small enough', () => {
    expect(charts()).toHaveLength(1);
    const size = Math.round(gzipSync(readFileSync(path.join(DIST, 'assets', charts()[0]!))).length / 1024);
    expect(size).toBeGreaterThan(50);
    expect(size).toBeLessThanOrEqual(MOST_KB);
  });

  it.each(['index.html', 'm/index.html', 'screen/index.html'])('is never part of the first load of %s', (page) => {
    const loaded = firstLoad(page);
    expect(loaded.size).toBeGreaterThan(2);
    expect([...loaded].filter((name) => charts().includes(name))).toEqual([]);
  });

  it('the wall loads neither the kit of the desk nor that of the phone', () => {
    const kits = (page: string): boolean => [...firstLoad(page)].some((name) => /el-button|van-button|--el-color|van-cell/.test(readFileSync(path.join(DIST, 'assets', name), 'utf8')));
    expect({ desk: kits('index.html'), wall: kits('screen/index.html') }).toEqual({ desk: true, wall: false });
  });
});
