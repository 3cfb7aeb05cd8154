import { isDeepStrictEqual } from 'node:util';
import { effectiveLevels } from '../lines.js';
import { ASSIGNMENT_ROLES, type Assignment, type CascadeMark, type EvidenceKind, type Measure, type MeasureLine, type ResponseLevel } from '../plan.js';
import type { Deadline, Phase, Role } from '../reading/draft.js';
import { pairsOf } from './likeness.js';
import { wordsOf, type Words } from './words.js';

export interface Change<T> {
  readonly before: T | null;
  readonly after: T | null;
}

export interface UnitChange {
  readonly role: Role;
  readonly unitId: string | null;
  readonly groupId: string | null;
  readonly name: string;
  readonly in: 'before' | 'after';
}

/** A line as it is really on. */
export interface ComparedLine {
  readonly no: number;
  readonly slot: string | null;
  readonly text: string;
  readonly textEn: string | null;
  readonly evidence: readonly EvidenceKind[];
  readonly levels: readonly ResponseLevel[];
}

export interface LineChange extends Change<ComparedLine> {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly words: readonly Words[] | null;
}

/** What differs between two forms of one measure; null or empty where nothing does. Against nothing, everything it says differs. */
export interface MeasureChanges {
  readonly phase: Change<Phase> | null;
  readonly title: readonly Words[] | null;
  readonly requirement: readonly Words[] | null;
  readonly deadline: Change<readonly Deadline[]> | null;
  readonly units: readonly UnitChange[];
  readonly levels: Change<readonly ResponseLevel[]> | null;
  /** Null within it: the confirm clock of the plan. */
  readonly confirmMinutes: Change<number> | null;
  readonly exemptions: Change<readonly string[]> | null;
  readonly cascade: Change<CascadeMark> | null;
  readonly lines: readonly LineChange[];
}

export function changesOf(before: Measure | null, after: Measure | null): MeasureChanges {
  const words = (text: (measure: Measure) => string): Words[] | null => {
    const [former, later] = [before ? text(before) : '', after ? text(after) : ''];
    return former === later ? null : wordsOf(former, later);
  };
  const change = <T>(value: (measure: Measure) => T | null): Change<T> | null => {
    const both = { before: before ? value(before) : null, after: after ? value(after) : null };
    return isDeepStrictEqual(both.before, both.after) ? null : both;
  };
  return {
    phase: change(({ phase }) => phase),
    title: words(({ title }) => title),
    requirement: words(({ requirement }) => requirement),
    deadline: change(({ deadline, otherDeadlines }) => [deadline, ...otherDeadlines]),
    units: unitChanges(before?.assignments ?? [], after?.assignments ?? []),
    levels: change(({ levels }) => levels),
    confirmMinutes: change(({ confirmMinutes }) => confirmMinutes),
    exemptions: change(({ exemptions }) => (exemptions?.length ? exemptions : null)),
    cascade: change(({ cascade }) => cascade ?? null),
    lines: lineChanges(before, after),
  };
}

export const isUnchanged = ({ units, lines, ...fields }: MeasureChanges): boolean =>
  units.length === 0 && lines.length === 0 && Object.values(fields).every((field) => field === null);

/** The same unit or group of the directory in the same role; of a name that one side had not found there yet, the same name. */
const isSame = (one: Assignment, other: Assignment): boolean => {
  if (one.role !== other.role) return false;
  const found = (entry: Assignment): boolean => entry.unitId !== null || entry.groupId !== null;
  return found(one) && found(other) ? one.unitId === other.unitId && one.groupId === other.groupId : one.name === other.name;
};

function unitChanges(before: readonly Assignment[], after: readonly Assignment[]): UnitChange[] {
  const only = (mine: readonly Assignment[], theirs: readonly Assignment[], side: 'before' | 'after', role: Role): UnitChange[] =>
    mine
      .filter((entry) => entry.role === role && !theirs.some((other) => isSame(entry, other)))
      .map(({ unitId, groupId, name }) => ({ role, unitId, groupId, name, in: side }));
  return ASSIGNMENT_ROLES.flatMap((role) => [...only(before, after, 'before', role), ...only(after, before, 'after', role)]);
}

/** Numbers of lines only count them: a line that moved down because another was put before it has not changed. */
function lineChanges(before: Measure | null, after: Measure | null): LineChange[] {
  const [here, there] = [before?.lines ?? [], after?.lines ?? []];
  const subject = ({ no, text }: MeasureLine) => ({ no: String(no), text });
  return pairsOf(here.map(subject), there.map(subject))
    .map(([i, j]) => lineChange(i === null ? null : compared(before!, here[i]!), j === null ? null : compared(after!, there[j]!)))
    .filter((change) => change !== null)
    .sort((a, b) => (a.after ?? a.before)!.no - (b.after ?? b.before)!.no);
}

const compared = (measure: Measure, line: MeasureLine): ComparedLine => ({ ...line, levels: effectiveLevels(measure, line) });

function lineChange(before: ComparedLine | null, after: ComparedLine | null): LineChange | null {
  if (!before || !after) return { kind: after ? 'added' : 'removed', before, after, words: null };
  const said = ({ no: _no, evidence, ...line }: ComparedLine): object => ({ ...line, evidence: [...evidence].sort() });
  if (isDeepStrictEqual(said(before), said(after))) return null;
  return { kind: 'changed', before, after, words: before.text === after.text ? null : wordsOf(before.text, after.text) };
}
