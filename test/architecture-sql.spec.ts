import { sqlObjects, type SqlObject } from './architecture/schema.js';
import { before, codeOf, CONTEXTS, filesIn, isSpec } from './architecture/source.js';
import type { Context } from '#config/story';

const objects = sqlObjects();

/** What platform offers to the SQL of every context. */
const PUBLIC = new Set(['clock_now', 'journal_write', 'platform_guard_state', 'platform_guard_version', 'platform_refuse_change', 'platform_transition', 'platform_leader', 'platform_restore_epoch']);
/** The journal is read by those who report it; nobody but platform writes it. */
const READERS: Record<string, readonly Context[]> = { journal: ['report'] };

/** Tables whose rows belong to a row of a root table; they carry its key instead of the jurisdiction. */
const BELONGS_TO: Record<string, string> = {
  checklist_item: 'checklist_checklist',
  checklist_answer: 'checklist_checklist',
  checklist_review: 'checklist_checklist',
  checklist_revision: 'checklist_checklist',
};

/** Rows of the installation, which may serve several jurisdictions. */
const OF_THE_INSTALLATION = new Set(['notification_gateway']);

/** `journal` is also an English word; as a table it follows a word of SQL. */
const touches = (code: string, { name }: SqlObject): boolean =>
  new RegExp(name === 'journal' ? `(FROM|JOIN|INTO|UPDATE|TABLE|ON) ${name}\\b` : `\\b${name}\\b`).test(code);

describe('the SQL of a context', () => {
  it('finds the objects that it judges by', () => {
    expect(objects.filter((object) => object.kind === 'table').length).toBeGreaterThan(30);
    expect(objects.filter((object) => object.name.includes('_face_')).length).toBeGreaterThan(12);
  });

  it.each(CONTEXTS)('%s touches its own tables, faces of earlier contexts, and nothing else', (context) => {
    const foreign = objects.filter((object) => object.context !== context && !PUBLIC.has(object.name) && !READERS[object.name]?.includes(context));
    const allowed = (object: SqlObject): boolean => object.name.includes('_face_') && before(context).includes(object.context);
    const wrong = filesIn(`libs/${context}/src`)
      .filter((file) => !isSpec(file))
      .flatMap((file) => {
        const code = codeOf(file);
        return foreign.filter((object) => !allowed(object) && touches(code, object)).map((object) => `${file} touches ${object.name}`);
      });
    expect(wrong).toEqual([]);
  });

  it('names each object after its context', () => {
    const prefixes = (context: Context): string[] => (context === 'platform' ? ['platform_', 'journal', 'clock_now'] : [`${context.replace('-', '_')}_`]);
    const strange = objects.filter((object) => !prefixes(object.context).some((prefix) => object.name.startsWith(prefix)));
    expect(strange.map((object) => object.name)).toEqual([]);
  });

  it('writes the journal only in platform', () => {
    const writers = filesIn('libs').filter((file) => /(INSERT INTO|UPDATE|DELETE FROM) journal\b/.test(codeOf(file)));
    expect(writers.every((file) => file.startsWith('libs/platform/'))).toBe(true);
  });
});

describe('faces', () => {
  const faces = objects.filter((object) => object.name.includes('_face_'));

  it.each(faces.map((face) => [face.name, face] as const))('%s is SQL that the planner can inline', (_name, { definition }) => {
    expect(definition).toMatch(/LANGUAGE sql STABLE/);
    expect(definition).toMatch(/RETURNS TABLE/);
  });
});

describe('tables', () => {
  const tables = objects.filter((object) => object.kind === 'table' && object.context !== 'platform');
  const own = (table: SqlObject): RegExp => new RegExp(`REFERENCES ${table.context.replace('-', '_')}_`);

  it.each(tables.map((table) => [table.name, table] as const))('%s stands in a jurisdiction', (name, table) => {
    const root = /jurisdiction_id\s+uuid NOT NULL|CREATE TABLE directory_jurisdiction/.test(table.definition);
    expect(root || own(table).test(table.definition) || name in BELONGS_TO || OF_THE_INSTALLATION.has(name)).toBe(true);
  });

  it.each(tables.map((table) => [table.name, table] as const))('%s has no foreign key into another context, and no time without a zone', (_name, table) => {
    const targets = [...table.definition.matchAll(/REFERENCES (\w+)/g)].map(([, target]) => objects.find((object) => object.name === target)?.context);
    expect(targets.filter((context) => context !== table.context)).toEqual([]);
    expect(table.definition).not.toMatch(/\btimestamp\b(?! with)/i);
  });
});

describe('queries', () => {
  const files = CONTEXTS.flatMap((context) => filesIn(`libs/${context}/src/queries`, /\.ts$/));

  it.each(files.filter((file) => !isSpec(file) && /@Answers\(/.test(codeOf(file))))('%s asks within a jurisdiction', (file) => {
    expect(codeOf(file)).toMatch(/jurisdiction/i);
  });
});
