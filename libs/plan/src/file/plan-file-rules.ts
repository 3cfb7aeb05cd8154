import type { FieldFault } from '#platform';
import { checklistFaults } from '../lines.js';
import { levelFaults } from '../readiness.js';
import { clockFaults } from '../terms.js';
import { contentOf } from './content-of-file.js';
import { deadlineFaults } from './deadline-terms.js';
import type { PlanFile, PlanFileGroup, PlanFileMeasure } from './plan-file.js';

/** Rules that span several fields of a plan file, once every field by itself is right. */
export function ruleFaults(file: PlanFile): FieldFault[] {
  const { levels, clocks, measures } = contentOf(file);
  return [
    ...(file.season && file.season.from > file.season.to ? [{ field: 'season', code: 'order', message: 'season: it ends before it begins.' }] : []),
    ...levelFaults(levels),
    ...clockFaults(clocks),
    ...repeated(file.groups ?? [], ({ name }) => name).map((name) => duplicate(`groups.${name}`, `groups: ${name} is defined twice.`)),
    ...(file.groups ?? []).flatMap(groupFaults),
    ...repeated(file.measures, ({ no }) => no).map((no) => duplicate(`measures.${no}.no`, `Measure ${no}: the number stands twice.`)),
    ...file.measures.flatMap(measureFaults),
    ...measures.filter(({ levels: on, lines }) => on !== null && lines.length > 0).flatMap(checklistFaults),
  ];
}

const duplicate = (field: string, message: string): FieldFault => ({ field, code: 'duplicate', message });

function groupFaults({ name, any, ...own }: PlanFileGroup): FieldFault[] {
  const rules = any ?? [own];
  const empty = rules.some(({ kinds, units }) => !kinds?.length && !units?.length);
  const both = any !== undefined && Object.values(own).some((value) => value !== undefined);
  return [
    ...(empty ? [{ field: `groups.${name}`, code: 'missing', message: `groups: ${name} needs kinds or units in every rule.` }] : []),
    ...(both ? [{ field: `groups.${name}`, code: 'one_way', message: `groups: ${name} has rules under any and beside it; write all under any.` }] : []),
  ];
}

function measureFaults({ no, phase, deadline, otherDeadlines, lines = [], levels, confirmWithinMinutes, decided }: PlanFileMeasure): FieldFault[] {
  const fault = (field: string, code: string, rule: string): FieldFault => {
    return { field: `measures.${no}.${field}`, code, message: `Measure ${no}: ${field}: ${rule}.` };
  };
  const onlyEmergency = { levels, confirmWithinMinutes, lines: lines.length > 0 ? lines : undefined };
  const phaseIsOpen = (decided ?? []).some(({ field, note }) => field === 'phase' && note === undefined);
  return [
    ...(phase || phaseIsOpen ? [] : [fault('phase', 'missing', 'it has to be stated')]),
    ...deadlineFaults(deadline).map((rule) => fault('deadline', 'shape', rule)),
    ...(otherDeadlines ?? []).flatMap(deadlineFaults).map((rule) => fault('otherDeadlines', 'shape', rule)),
    ...(lines.some((line, at) => line.no !== at + 1) ? [fault('lines', 'order', 'lines are numbered 1, 2, 3 and so on')] : []),
    ...Object.entries(onlyEmergency)
      .filter(([, value]) => phase && phase !== 'emergency' && value !== undefined)
      .map(([field]) => fault(field, 'not_emergency', 'only measures of the emergency phase have it')),
  ];
}

const repeated = <T>(things: readonly T[], nameOf: (thing: T) => string): string[] => {
  const names = things.map(nameOf);
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
};
