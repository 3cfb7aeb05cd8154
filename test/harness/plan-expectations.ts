import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deadline, DraftTask, DraftUnit, PlanDraft } from '../../libs/plan/src/reading/index.js';

/** The originals lie beside the repository and are not copied into it. */
const SHARED = join(__dirname, '../../../shared');
const READING = join(__dirname, '../../libs/plan/src/reading');

/** The text of an original, or null where this machine has none. */
export function originalPlan(file: string): string | null {
  const path = join(SHARED, 'seeds', file);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

export const NO_ORIGINALS = `the original plan documents are not on this machine (looked for ${SHARED})`;

const SCHEMA = join(SHARED, 'schema/plan-draft.schema.json');
export const hasPlanSchema = existsSync(SCHEMA);

/** What the agreed schema has against a draft as it would be printed; null for nothing. */
export function schemaFaults(draft: PlanDraft): unknown {
  const ajv = new Ajv2020({ allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
  validate(JSON.parse(JSON.stringify(draft)));
  return validate.errors ?? null;
}

/** One row of a table in an .expected.md, by its headings. */
export type ExpectedRow = Readonly<Record<string, string>>;

/** The tables of an .expected.md; cells that are a lone abbreviation, or hold one in a list, are written out. */
export function expectedTables(file: string, abbreviations: Readonly<Record<string, string>> = {}): ExpectedRow[][] {
  const tables: ExpectedRow[][] = [];
  let headings: string[] | null = null;
  for (const line of readFileSync(join(READING, file), 'utf8').split('\n')) {
    const cells = line.startsWith('|') ? line.split('|').slice(1, -1).map((cell) => cell.trim()) : null;
    if (!cells) headings = null;
    else if (!headings) {
      headings = cells;
      tables.push([]);
    } else if (!cells.every((cell) => /^-{3,}$/.test(cell))) {
      const names = headings;
      tables.at(-1)!.push(Object.fromEntries(cells.map((cell, at) => [names[at]!, inFull(cell, abbreviations)])));
    }
  }
  return tables;
}

function inFull(cell: string, abbreviations: Readonly<Record<string, string>>): string {
  return cell.split(', ').map((part) => abbreviations[part] ?? part).join(', ');
}

/** "name", `*` for a group, `…` for an open one; `-` for nobody. */
export const unitNames = (list: readonly DraftUnit[]): string =>
  list.map(({ name, group, open }) => `${name}${group ? '*' : ''}${open ? '…' : ''}`).join(', ') || '-';

/** A time as the expectations write it. */
export function timeWritten(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'by_date': return `by ${deadline.date ?? '?'}`;
    case 'until_date': return `until ${deadline.to}`;
    case 'during_phase': return `during ${deadline.phase}`;
    case 'from_event': return 'from';
    case 'window': return `window ${deadline.from}..${deadline.to ?? ''}`;
    case 'recurring': return deadline.recurrence.freq ?? 'recurring';
    case 'none': return '-';
    default: return deadline.kind;
  }
}

/** Headings above a task that do not begin as expected, one over the other from the outermost in; `-` expects none. */
export function headingsMissed({ path }: DraftTask, row: ExpectedRow): string[] {
  const starts = row.path === '-' ? [] : row.path!.split(' > ');
  const ranks = Array.from({ length: Math.max(path.length, starts.length) }, (_, rank) => rank);
  return ranks.filter((rank) => starts[rank] === undefined || !path[rank]?.startsWith(starts[rank])).map((rank) => `${path[rank]} / ${starts[rank]}`);
}

export const figuresOf = (task: DraftTask): string[] => task.quantities.map(({ op, value, unit }) => `${op} ${value} ${unit}`);

/** The words of a file that the marks of one field point at, mark by mark. */
export function markedWords(task: DraftTask, field: string, text: string): string[] {
  const lines = text.split('\n');
  return task.marks.filter((mark) => mark.field === field).map(({ line, from, to }) => lines[line - 1]!.slice(from, to));
}

/** Text without blanks and bookmark marks, for comparing wording across page breaks. */
export const squeezed = (text: string): string => text.replace(/\[bookmark:[^\]]*\]/g, '').replace(/^- /gm, '').replace(/\s/g, '');

/**
 * Every clause of the lines that stands nowhere in the draft: not in a requirement, a heading, a unit, a task force or a
 * question. `between` is '' where lines are broken by pages. Brackets and labels are no clauses: their units are compared one by one.
 */
export function clausesLost(lines: readonly string[], draft: PlanDraft, between: '' | '\n' = '\n'): string[] {
  const kept = squeezed(
    [
      ...draft.tasks.flatMap(({ requirement, path }) => [requirement, ...path]),
      ...draft.tasks.flatMap(({ lead, support, responsible }) => [...lead, ...support, ...responsible].map(({ raw }) => raw)),
      ...draft.taskForces.flatMap(({ name, lead, members }) => [name, ...[...lead, ...members].map(({ raw }) => raw)]),
      ...draft.questions.map(({ raw }) => raw ?? ''),
    ].join('\n'),
  );
  const heading = /^\s*[（(]?[一二三四五六七八九十][^。；]{0,60}$/;
  const bare = lines.map((line) => squeezed(line).replace(/^\d{1,2}[.、]/, '') + (heading.test(line) ? '。' : ''));
  const words = bare
    .join(between)
    .replace(/〔[^〔〕]*(?:牵头|落实)[^〔〕]*〕/g, '。')
    .replace(/（(?:牵头|责任)单位：(?:[^（）]|（[^（）]*）)*）/g, '。');
  return words
    .replace(/(?:牵头|责任|配合)单位：/g, '。')
    .split(/[。；，、：\n]/)
    .filter((clause) => clause.length > 1 && !kept.includes(clause));
}
