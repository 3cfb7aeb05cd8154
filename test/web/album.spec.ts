import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contents, DESK, PHONE, WALL } from '../e2e/album.js';
import { partsOf } from '../e2e/routes.js';

const source = (file: string): string => readFileSync(path.resolve(__dirname, '../..', file), 'utf8');
/** The routes that lead to a page of their own; what is not there has one for all. */
const routesOf = (router: string): string[] => [...source(router).matchAll(/^ {2}\{ path: '([^']+)'/gm)].map(([, route]) => route!).filter((route) => !route.includes(':rest'));

describe('the album of the guide', () => {
  it.each([['apps/web/src/desk/router.ts', DESK], ['apps/web/src/mobile/router.ts', PHONE]] as const)('has a picture of every page of %s, and of none that is gone', (router, leaves) => {
    const routes = routesOf(router);
    expect(routes.length).toBeGreaterThan(15);
    expect([...new Set(leaves.map(({ route }) => route))].sort()).toEqual([...routes].sort());
  });

  it('has every part of the pages that have parts', () => {
    const taken = DESK.map(({ at }) => /[?&]tab=([a-z]+)/.exec(at ?? '')?.[1]);
    const parts = ['responses/ResponsePage', 'plans/PlanPage', 'directory/DirectoryPage'].flatMap(partsOf);
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.filter((part) => !taken.includes(part))).toEqual([]);
  });

  it('is shown whole in the guide', () => expect(source('docs/guide/pages.md')).toBe(contents()));

  it('gives each picture a name of its own', () => {
    for (const leaves of [DESK, PHONE, WALL]) expect(new Set(leaves.map(({ name }) => name)).size).toBe(leaves.length);
  });
});
