import { readFileSync } from 'node:fs';

/** The pages of an entry, as its router names them: a route added there and shown nowhere is found by its absence. */
export interface Route {
  readonly path: string;
  readonly is: RegExp;
}

const SOURCES = { desk: ['apps/web/src/desk/router.ts', ''], phone: ['apps/web/src/mobile/router.ts', '/m'] } as const;

export function routesOf(entry: keyof typeof SOURCES): Route[] {
  const [file, base] = SOURCES[entry];
  const paths = [...readFileSync(file, 'utf8').matchAll(/\{ path: '([^']+)'(?!, query)/g)].map(([, path]) => path!);
  if (paths.length < 10) throw new Error(`${file} names only ${paths.length} routes: they are written in another way now.`);
  return paths.map((path) => ({ path: base + path, is: patternOf(base + path) }));
}

/** Of `/:rest(.*)*`, the page for what is no page, any address will do that is nothing else. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.includes('(.*)') ? `${path.split('/:')[0]}/not-[a-z]+` : path.replace(/:\w+/g, '[^/]+').replace(/\/$/, '/?')}$`);

/** The routes that none of these addresses has shown. An address that another route shows is not counted for a pattern beside it: /warnings/new is no /warnings/:id. */
export function notShown(entry: keyof typeof SOURCES, shown: Iterable<string>): string[] {
  const routes = routesOf(entry);
  const hit = new Set([...shown].map((address) => routes.find(({ is }) => is.test(address))?.path));
  return routes.filter(({ path }) => !hit.has(path)).map(({ path }) => path);
}

/** The parts of a page of the desk, as its script lists them: each has a tab of its own. */
export const partsOf = (page: string): string[] => [...new Set([...(/const (?:TABS|tabs) = [^\n]*/.exec(readFileSync(`apps/web/src/desk/pages/${page}.vue`, 'utf8'))?.[0] ?? '').matchAll(/'([a-z]+)'/g)].map(([, part]) => part!))];
