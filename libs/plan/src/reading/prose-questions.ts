import { pointsOutside } from './deadline.js';
import { bodiesOrdered } from './doers.js';
import type { Question, Role } from './draft.js';
import type { ProseTask } from './prose-task.js';
import type { Asked } from './section.js';
import { isOfAnotherTier, type Tier } from './unit-level.js';
import type { UnitRead } from './unit-names.js';

type About = Omit<Question, 'task'>;

const ROLES: readonly Role[] = ['lead', 'support', 'responsible'];

/** Everything in one task of running text that a person must decide. */
export function questionsOn(read: ProseTask, all: readonly ProseTask[], own: Tier | null): Asked[] {
  const asked: About[] = [
    ...missingRoles(read),
    ...ROLES.flatMap((role) => aboutUnits(read, role, all, own)),
    ...aboutTimes(read),
    ...aboutLevel(read.task.requirement, own),
    ...aboutEnd(read),
  ];
  return asked.map((question) => ({ task: read.task, question }));
}

/**
 * A bracket that names no lead, or a lead alone, leaves the other role open. Nothing is missing where the lead carries out
 * himself (牵头落实), nor in a safeguard, whose clauses name one doer each.
 */
function missingRoles({ task, printed }: ProseTask): About[] {
  if (task.phase === 'safeguard' && printed === '') return [];
  const lead = task.lead.length === 0 && printed !== '';
  const responsible = task.responsible.length === 0 && !/牵头(?:并)?(?:负责)?落实/.test(printed);
  return [
    ...(lead ? [ask('lead', 'missing', printed)] : []),
    ...(responsible ? [ask('responsible', 'missing', printed)] : []),
  ];
}

function aboutUnits(read: ProseTask, role: Role, all: readonly ProseTask[], own: Tier | null): About[] {
  const units = read.named.flatMap((named) => named.units).filter((unit) => unit.role === role);
  return units.flatMap((unit) => {
    const { raw, name, open } = unit.unit;
    if (read.lost.includes(unit)) return [ask(role, 'truncated', raw, namedInFull(name, all))];
    return [
      ...(unit.recognised ? [] : [ask(role, 'unreadable', raw)]),
      ...(open ? [ask(role, 'open_group', raw)] : []),
      ...(isOfAnotherTier(name, own) ? [ask(role, 'level', raw)] : []),
    ];
  });
}

/** The one name that begins with the words left over, with its ground: the line that prints it. */
function namedInFull(beginning: string, all: readonly ProseTask[]): string | null {
  const printed = all.flatMap(({ named }) => named.flatMap(({ text, units }) => units.map((unit) => ({ unit, text }))));
  const full = printed.filter(({ unit }) => isLongerName(unit, beginning));
  const [first] = full;
  if (!first || new Set(full.map(({ unit }) => unit.unit.name)).size > 1) return null;
  return `${first.unit.unit.name}（依据：第${first.text.places[first.unit.from]!.line}行列有此单位）`;
}

function isLongerName({ unit, recognised }: UnitRead, beginning: string): boolean {
  return recognised && beginning.length > 2 && unit.name.length > beginning.length && unit.name.startsWith(beginning);
}

function aboutTimes({ task, unread, unreadDeadline }: ProseTask): About[] {
  const outside = [task.deadline, ...task.otherDeadlines].filter(pointsOutside);
  return [
    ...(unreadDeadline === null ? [] : [ask('deadline', 'unreadable', unreadDeadline)]),
    ...unread.map((time) => ask('requirement', 'unreadable', time)),
    ...outside.map(({ text }) => ask('deadline', 'outside_reference', text)),
  ];
}

/** Orders that a district's plan gives to the city: text that was copied from the plan above. */
export function aboutLevel(sentence: string, own: Tier | null): About[] {
  const bodies = bodiesOrdered(sentence).filter((body) => isOfAnotherTier(body, own));
  const whole = own === 'district' ? [...sentence.matchAll(/(?<=^|[，。；])全[省市](?:将|要|应|须)[^，。；]{0,40}/g)].map(([words]) => words) : [];
  const words = [...bodies, ...whole];
  return words.length > 0 ? [ask('requirement', 'level', words.join('；'))] : [];
}

/** A sentence that stops without a mark before the lines that name its units has lost its end. */
function aboutEnd({ task, requirement, printed }: ProseTask): About[] {
  if (requirement.text === '') return [ask('requirement', 'missing', '')];
  const stops = /[，、]$/.test(requirement.text) || (isUnitList(printed) && /[\p{Script=Han}]$/u.test(requirement.text) && requirement.text.length > 40);
  return stops ? [ask('requirement', 'truncated', task.requirement.slice(-40))] : [];
}

const isUnitList = (printed: string): boolean => printed.includes('\n');

export function ask(field: Question['field'], reason: Question['reason'], raw: string | null, suggestion: string | null = null): About {
  return { field, reason, raw, suggestion };
}
