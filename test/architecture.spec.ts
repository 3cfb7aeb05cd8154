import path from 'node:path';
import { STORY, type Context } from '#config/story';
import { before, codeOf, CONTEXTS, filesIn, importsOf, isSpec, ROOT, read } from './architecture/source.js';

/** The law of imports, as `config/story.ts` says it: a consequence may know its cause, never the reverse. */
describe.each(CONTEXTS)('%s', (context: Context) => {
  const files = filesIn(`libs/${context}/src`, /\.ts$/);
  const earlier = before(context).map((name) => `#${name}`);

  it('imports only earlier contexts, and only their public face', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('#') && !name.startsWith('#config/'))
        .filter((name) => !earlier.includes(name) && !(isSpec(file) && name === `#${context}`))
        .map((name) => `${file} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('does not reach into the folders of others', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => path.relative(ROOT, path.resolve(ROOT, path.dirname(file), name)))
        .filter((target) => !target.startsWith(`libs/${context}/`) && !(isSpec(file) && target.startsWith('test/')))
        .map((target) => `${file} reaches ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('knows the configuration only through platform’s two doors: environment and story', () => {
    const allowed = ['#config/environment', '#config/story'];
    const wrong = files.filter((file) => !isSpec(file)).flatMap((file) => importsOf(file).filter((name) => name.startsWith('#config/') && !allowed.includes(name)));
    expect(wrong).toEqual([]);
  });

  it('has a module, a public face and a README', () => {
    expect(files).toContain(`libs/${context}/src/index.ts`);
    expect(files).toContain(`libs/${context}/src/${context}.module.ts`);
    expect(read(`libs/${context}/README.md`).length).toBeGreaterThan(300);
  });
});

describe('decisions', () => {
  /** At the top of a context stands what Nest makes (it says so) or what is pure; commands, reactions and queries are the handlers. */
  const pure = CONTEXTS.filter((context) => context !== 'platform')
    .flatMap((context) => filesIn(`libs/${context}/src`, /\.ts$/).filter((file) => path.dirname(file) === `libs/${context}/src`))
    .filter((file) => !isSpec(file) && !/(index|\.(entity|module|events|refusals))\.ts$/.test(file) && !/@(Injectable|Rings)\(/.test(read(file)));

  it('are there to be looked at', () => expect(pure.length).toBeGreaterThan(15));

  it.each(pure)('%s knows no framework, no database and no clock', (file) => {
    const machinery = importsOf(file).filter((name) => /^(@nestjs\/|typeorm|pg$|bullmq|ioredis|node:fs)/.test(name));
    expect(machinery).toEqual([]);
    expect(codeOf(file)).not.toMatch(/new Date\(\)|Date\.now\(|Math\.random\(|process\.env/);
  });
});

describe('only platform', () => {
  const others = filesIn('libs', /\.ts$/).filter((file) => !file.startsWith('libs/platform/') && !isSpec(file));
  const everywhere = [...others, ...filesIn('apps', /\.ts$/).filter((file) => !file.startsWith('apps/web/'))];

  const saying = (pattern: RegExp, files: readonly string[]): string[] => files.filter((file) => pattern.test(codeOf(file)));

  it('touches BullMQ and Redis', () => expect(saying(/from '(bullmq|ioredis)'/, everywhere)).toEqual([]));
  it('knows what time it is', () => expect(saying(/new Date\(\)|Date\.now\(/, others)).toEqual([]));
  it('reads the environment, in one class', () => {
    const files = [...everywhere, ...filesIn('libs/platform', /\.ts$/)].filter((file) => !file.startsWith('apps/standalone/'));
    expect(saying(/process\.env/, files)).toEqual([]);
  });
  it('speaks no word of the domain', () => {
    const words = /\b(warnings?|responses?|checklists?|measures?|violations?|inspectors?|duty|commander|lifted|preview)\b/i;
    const files = filesIn('libs/platform/src', /\.(ts|sql)$/).filter((file) => !isSpec(file));
    const said = files.flatMap((file) => [...codeOf(file).matchAll(new RegExp(words, 'gi'))].map(([word]) => `${file}: ${word}`));
    // HTTP's word for an answer is not the city's.
    expect(said.filter((text) => !/\/(health|input)\b.*response/i.test(text))).toEqual([]);
  });
});

describe('what is not done here', () => {
  const code = [...filesIn('libs', /\.ts$/), ...filesIn('apps', /\.ts$/), ...filesIn('config', /\.ts$/)].filter((file) => !isSpec(file));

  it.each([
    ['save() on a row: a stale save writes the version backwards', /\.save\(/],
    ['sagas: one that throws is dead for the life of the process', /@Saga\b/],
    ['in-memory event handlers for what must not be lost', /@EventsHandler\b/],
    ['relations, cascades and lazy loading', /@(OneToMany|ManyToOne|OneToOne|ManyToMany)\b/],
    ['default exports', /^export default /m],
    ['any', /: any\b|as any\b|<any>/],
    ['request-scoped providers', /Scope\.REQUEST/],
  ])('%s', (_name, pattern) => {
    const found = code.filter((file) => !/vite\.config|\/i18n\//.test(file)).filter((file) => pattern.test(codeOf(file)));
    expect(found).toEqual([]);
  });

  it('folders that say nothing', () => {
    const vague = [...filesIn('libs', /./), ...filesIn('apps', /./)].filter((file) => /\/(utils?|helpers?|common|shared|misc|services)\//.test(file));
    expect(vague).toEqual([]);
  });

  it('apps that know each other, but for the one that starts the others', () => {
    const wrong = ['api', 'worker'].flatMap((app) =>
      filesIn(`apps/${app}`, /\.ts$/).flatMap((file) =>
        importsOf(file)
          .filter((name) => name.startsWith('.'))
          .map((name) => path.relative(ROOT, path.resolve(ROOT, path.dirname(file), name)))
          .filter((target) => !target.startsWith(`apps/${app}/`)),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('a context outside of the story', () => {
    const folders = new Set(filesIn('libs', /./).map((file) => file.split('/')[1]!));
    expect([...folders].filter((folder) => !(STORY as readonly string[]).includes(folder))).toEqual([]);
  });
});
