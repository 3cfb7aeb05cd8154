import type { FieldFault } from '#platform';
import { inLevelOrder, type Measure, type MeasureLine, type ResponseLevel } from './plan.js';

/** Where a line is really on: at its own levels, as far as its measure is on there too. */
export function effectiveLevels(measure: Pick<Measure, 'levels'>, line: Pick<MeasureLine, 'levels'>): ResponseLevel[] {
  const on = measure.levels ?? [];
  return inLevelOrder(line.levels ? line.levels.filter((level) => on.includes(level)) : on);
}

export interface SlotOverlap {
  readonly slot: string;
  readonly level: ResponseLevel;
  /** Numbers of the lines that claim the slot at that level. */
  readonly lines: readonly number[];
}

/** Lines of one slot replace each other as the level changes, so at any level at most one of them may be on. */
export function slotOverlaps(measure: Pick<Measure, 'levels' | 'lines'>): SlotOverlap[] {
  const slots = [...new Set(measure.lines.flatMap(({ slot }) => slot ?? []))];
  return slots.flatMap((slot) =>
    inLevelOrder(measure.levels ?? []).flatMap((level) => {
      const claiming = measure.lines.filter((line) => line.slot === slot && effectiveLevels(measure, line).includes(level));
      return claiming.length > 1 ? [{ slot, level, lines: claiming.map(({ no }) => no) }] : [];
    }),
  );
}

/** Why an emergency measure could not be sent to anybody as it stands: levels, lines, evidence, slots. */
export function checklistFaults({ no, ...measure }: Pick<Measure, 'no' | 'levels' | 'lines'>): FieldFault[] {
  const fault = (field: string, code: string, message: string): FieldFault => {
    return { field: `measures.${no}.${field}`, code, message: `Measure ${no}: ${message}` };
  };
  if (!measure.levels?.length) return [fault('levels', 'no_levels', 'no response level switches it on.')];
  if (measure.lines.length === 0) return [fault('lines', 'no_lines', 'it has no line to confirm.')];
  const bare = measure.levels.filter((level) => !measure.lines.some((line) => effectiveLevels(measure, line).includes(level)));
  const idle = measure.lines.filter((line) => effectiveLevels(measure, line).length === 0);
  return [
    ...bare.map((level) => fault('lines', 'no_lines', `at level ${level} none of its lines is on.`)),
    ...measure.lines
      .filter(({ evidence }) => evidence.length === 0)
      .map((line) => fault(`lines.${line.no}.evidence`, 'no_evidence', `line ${line.no} asks for no evidence.`)),
    ...idle.map((line) => fault(`lines.${line.no}.levels`, 'never_on', `line ${line.no} is on at no level of the measure.`)),
    ...slotOverlaps(measure).map(({ slot, level, lines }) =>
      fault('lines', 'slot_overlap', `lines ${lines.join(' and ')} share the slot ${slot} at level ${level}.`),
    ),
  ];
}
