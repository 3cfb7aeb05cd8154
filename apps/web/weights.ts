import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Something that a browser loads in one go, as it travels: gzip, in bytes; and the most that it may weigh. */
export interface Weight {
  readonly what: string;
  readonly bytes: number;
  readonly most: number;
}

interface Chunk {
  readonly file: string;
  readonly css?: string[];
  readonly imports?: string[];
}
type Chunks = Readonly<Record<string, Chunk>>;

const KB = 1_000;
const PHONE = 180 * KB;
const DESK = 350 * KB;
const PAGE = 80 * KB;
/** Whoever reads English loads both: what a language lacks is said in Chinese. The phone carries its Chinese with it. */
const TEXTS = { desk: { 中文: ['src/core/i18n/zh-CN.ts'], English: ['src/core/i18n/zh-CN.ts', 'src/core/i18n/en.ts'] }, phone: { 中文: [], English: ['src/core/i18n/phone/en.ts'] } } as const;
const FIRST = { 'whoever signs in': 'SignInPage', 'a unit': 'todo/TodoPage', 'an inspector': 'log/LogPage', 'the link of a message': 'link/LinkPage' } as const;

/** A chunk and all that it cannot run without. */
function filesOf(chunks: Chunks, keys: readonly string[], seen = new Set<string>()): Set<string> {
  const files = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    const chunk = chunks[key];
    if (!chunk) throw new Error(`The build knows no ${key}.`);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...filesOf(chunks, chunk.imports ?? [], seen)]) files.add(file);
  }
  return files;
}

/** What the built console asks a browser to load: the frames before any page, the phone's first pages, what each page brings of its own, and the pieces that several share. */
export function weightsOf(built: string): Weight[] {
  const chunks = JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')) as Chunks;
  const known = new Map<string, number>();
  const weigh = (file: string): number => known.get(file) ?? known.set(file, gzipSync(readFileSync(path.join(built, file)), { level: 9 }).length).get(file)!;
  const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + weigh(file), 0);
  const pagesOf = (part: 'desk' | 'mobile'): string[] => Object.keys(chunks).filter((key) => key.startsWith(`src/${part}/pages/`) && key.endsWith('Page.vue'));
  /** What the page brings that no other one does; what several share is loaded once for all of them. */
  const pages = [...pagesOf('mobile'), ...pagesOf('desk')];
  const loaded = pages.map((key) => filesOf(chunks, [key]));
  const frames = filesOf(chunks, ['index.html', 'm/index.html', 'screen/index.html']);
  const own = (at: number): string[] => [...loaded[at]!].filter((file) => !frames.has(file) && loaded.every((files, other) => other === at || !files.has(file)));
  const shared = [...new Set(loaded.flatMap((files) => [...files]))].filter((file) => !frames.has(file) && loaded.filter((files) => files.has(file)).length > 1);
  return [
    ...Object.entries(TEXTS.phone).flatMap(([language, texts]) =>
      Object.entries(FIRST).map(([whom, page]) => ({ what: `the phone for ${whom}, ${language}`, bytes: sum([...filesOf(chunks, ['m/index.html', `src/mobile/pages/${page}.vue`, ...texts]), 'm/index.html']), most: PHONE })),
    ),
    ...Object.entries(TEXTS.desk).map(([language, texts]) => ({ what: `the frame of the desk, ${language}`, bytes: sum([...filesOf(chunks, ['index.html', ...texts]), 'index.html']), most: DESK })),
    ...pages.map((what, at) => ({ what, bytes: sum(own(at)), most: PAGE })),
    ...shared.map((what) => ({ what, bytes: weigh(what), most: PAGE })),
  ];
}

/** A build that weighs too much fails. */
export const weighed = (built: string): Plugin => ({
  name: 'qingkong-weights',
  apply: 'build',
  closeBundle() {
    const heavy = weightsOf(built).filter(({ bytes, most }) => bytes > most);
    if (heavy.length) this.error(`too heavy, kB gzip: ${heavy.map(({ what, bytes, most }) => `${what} ${Math.ceil(bytes / KB)} of ${most / KB}`).join('; ')}`);
  },
});
