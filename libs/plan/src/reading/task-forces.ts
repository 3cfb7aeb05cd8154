import type { Question, TaskForce } from './draft.js';
import { NUMBERING, paragraphsOf, type Paragraph } from './paragraphs.js';
import { linesOfPassage } from './passage-parts.js';
import type { Recogniser } from './section.js';
import { isUnitLine, readNamedUnits } from './unit-brackets.js';

const FORCE = /(?:专班|工作组|专项组|攻坚组|督导组|小组)$/;
const ANNEX = /^附件\s?[一二三四五六七八九十\d]{0,3}[：:]?$/;

/** 专班名单: a list of task forces, each with the lines that name its lead and its members. */
export const readTaskForces: Recogniser = (lines) => {
  const paragraphs = paragraphsOf(lines);
  const taskForces: TaskForce[] = [];
  const questions: Question[] = [];
  const read = new Set<number>();
  paragraphs.forEach((paragraph, at) => {
    const name = paragraph.text.text.replace(NUMBERING, '');
    const below = linesBelow(paragraphs, at);
    if (!isForce(paragraph) || below.length === 0) return;
    if (taskForces.length === 0) titleAbove(paragraphs, at).forEach((line) => read.add(line));
    const units = below.flatMap(({ text }) => [...readNamedUnits(text).units]);
    const lead = units.filter(({ role }) => role === 'lead').map(({ unit }) => unit);
    const members = units.filter(({ role }) => role !== 'lead').map(({ unit }) => unit);
    taskForces.push({ name, lead, members });
    if (lead.length === 0) questions.push(missing('lead', name));
    if (members.length === 0) questions.push(missing('responsible', name));
    for (const { unit, recognised, role } of units) {
      if (unit.open || !recognised) {
        questions.push({ task: null, field: role, reason: unit.open ? 'open_group' : 'unreadable', raw: unit.raw, suggestion: null });
      }
    }
    for (const { lines: own } of [paragraph, ...below]) own.forEach((line) => read.add(line));
  });
  return taskForces.length === 0 ? null : { tasks: [], taskForces, questions, lines: read };
};

function isForce({ text }: Paragraph): boolean {
  return NUMBERING.test(text.text) && text.text.length <= 60 && FORCE.test(text.text);
}

function linesBelow(paragraphs: readonly Paragraph[], at: number): Paragraph[] {
  const below: Paragraph[] = [];
  for (let next = at + 1; next < paragraphs.length && isUnitLine(paragraphs[next]!.text.text); next++) below.push(paragraphs[next]!);
  return below;
}

/** 附件 and the title of the list, directly above its first entry. */
function titleAbove(paragraphs: readonly Paragraph[], at: number): number[] {
  for (let first = at - 1; first >= Math.max(0, at - 4); first--) {
    if (!ANNEX.test(paragraphs[first]!.text.text)) continue;
    return paragraphs.slice(first, at).flatMap(({ text }) => linesOfPassage(text));
  }
  return [];
}

function missing(field: 'lead' | 'responsible', name: string): Question {
  return { task: null, field, reason: 'missing', raw: name, suggestion: null };
}
