import type { FieldFault } from '#platform';
import { cascadeOf } from './comparing/cascade.js';
import type { Assignment, Measure, PlanContent, WarningLevel } from './plan.js';
import type { PlanQuestion } from './question.js';
import { settled, withResponsible } from './settled.js';

/** What a plan may be published with, if somebody says why. What may not stands in `readiness.ts`. */
export const HOLE_CODES = ['unreachable', 'empty_group', 'not_owned', 'clock_too_long', 'unit_inactive', 'missing_from_parent'] as const;
export type HoleCode = (typeof HOLE_CODES)[number];

export interface Hole extends FieldFault {
  readonly code: HoleCode;
  /** What to do about it. */
  readonly todo: string;
  /** Numbers of the measures concerned. */
  readonly measures: readonly string[];
  /** The unit or group it is about. */
  readonly subject: string | null;
  /** Units without an account, the first of them. */
  readonly units: readonly string[];
}

/** A unit or group of the directory, and who of it can sign in today. */
export interface Reach {
  readonly unitId: string | null;
  readonly groupId: string | null;
  readonly name: string;
  /** Active units it stands for. */
  readonly members: number;
  /** A unit named itself that the directory has taken out of use since. */
  readonly inactive: boolean;
  /** Of them, those without a working account. */
  readonly silent: number;
  /** The first of those, by name. */
  readonly silentNames: readonly string[];
}

/**
 * 最短响应: hours for which a warning of that level is forecast at the least (环大气〔2024〕6号: yellow, a day above AQI 200; orange, 48 hours
 * above 200; red, 72 hours above 200). A response that it switches on is not meant to end sooner.
 */
const SHORTEST_HOURS: Readonly<Record<WarningLevel, number>> = { yellow: 24, orange: 48, red: 72 };

/** What would go wrong with this plan in force although nothing in it is missing: found by a dry run, published only with a reason. */
export function holesOf(content: PlanContent, questions: readonly PlanQuestion[], reach: readonly Reach[], above: PlanContent | null = null): Hole[] {
  const measures = content.measures.map((measure) => withResponsible(settled(measure, questions)));
  return [...reach.flatMap((one) => reachHoles(one, measures)), ...measures.flatMap((measure) => ownerHole(measure, reach)), ...clockHoles(content, measures), ...(above ? missingHoles(above, { ...content, measures }) : [])];
}

const isOf = ({ unitId, groupId }: Reach, entry: Assignment): boolean => (unitId !== null ? entry.unitId === unitId : groupId !== null && entry.groupId === groupId);

function reachHoles(one: Reach, measures: readonly Measure[]): Hole[] {
  const named = measures.filter(({ assignments }) => assignments.some((entry) => isOf(one, entry)));
  if (named.length === 0) return [];
  const about = { field: `${one.groupId === null ? 'units' : 'groups'}.${one.name}`, subject: one.name };
  if (one.inactive) {
    return [{ ...about, code: 'unit_inactive', measures: numbers(named), units: [], message: `${one.name} is out of use in the directory: nobody there answers for an order.`, todo: 'Name the unit that took its tasks over, or put it into use again.' }];
  }
  if (one.members === 0) {
    return [{ ...about, code: 'empty_group', measures: numbers(named), units: [], message: `${one.name} has no unit in it today.`, todo: 'Put units into the group, or name others in the measures.' }];
  }
  // Only emergency measures are sent to anybody; whoever has other measures alone misses no order.
  const sent = named.filter(({ phase }) => phase === 'emergency');
  if (one.silent === 0 || sent.length === 0) return [];
  const who = one.groupId === null ? one.name : `${one.silent} of ${one.members} units of ${one.name}`;
  return [{ ...about, code: 'unreachable', measures: numbers(sent), units: one.silentNames, message: `${who} without a working account: no order reaches anybody there.`, todo: 'Open an account for each, with the role unit.' }];
}

const numbers = (measures: readonly Measure[]): string[] => measures.map(({ no }) => no);

/** Somebody is named, and today it is nobody: all groups that carry the measure out are empty. */
function ownerHole({ no, assignments }: Measure, reach: readonly Reach[]): Hole[] {
  const owners = assignments.filter(({ role }) => role === 'responsible');
  const known = owners.map((entry) => reach.find((one) => isOf(one, entry)));
  if (owners.length === 0 || !known.every((one) => one?.members === 0)) return [];
  return [{ field: `measures.${no}.responsible`, code: 'not_owned', measures: [no], subject: null, units: [], message: `Measure ${no}: nobody carries it out today.`, todo: 'Name a unit that carries it out.' }];
}

/** A measure of the plan above that nothing here answers to. */
const missingHoles = (above: PlanContent, here: PlanContent): Hole[] =>
  cascadeOf(above, here).flatMap(({ standing, above: theirs }) =>
    standing === 'missing'
      ? [{ field: `parent.${theirs!.no}`, code: 'missing_from_parent', measures: [], subject: theirs!.title, units: [], message: `Measure ${theirs!.no} of the plan above, ${theirs!.title}, has no counterpart here.`, todo: 'Take it over, or say why it does not apply here.' }]
      : [],
  );

/**
 * A clock that still runs when the response may be over. A measure's own minutes and the confirm clock are held against the shortest response of the mildest
 * level at which they run, the acknowledge clock against that of the whole plan. The stand-down clock begins when the response ends.
 */
function clockHoles({ levels, clocks }: PlanContent, measures: readonly Measure[]): Hole[] {
  const emergency = measures.filter(({ phase }) => phase === 'emergency');
  const shortest = (measure: Measure): number => Math.min(...levels.filter(({ response }) => measure.levels?.includes(response)).map(({ warning }) => SHORTEST_HOURS[warning] * 60));
  const hole = (field: string, minutes: number, over: readonly Measure[]): Hole[] => {
    const late = over.filter((measure) => minutes > shortest(measure));
    if (late.length === 0) return [];
    const hours = Math.min(...late.map(shortest)) / 60;
    return [{ field, code: 'clock_too_long', measures: numbers(late), subject: null, units: [], message: `${minutes} minutes to answer in, where the response may be over after ${hours} hours.`, todo: 'Shorten the clock.' }];
  };
  return [
    ...hole('clocks.acknowledge', clocks.acknowledge.withinMinutes, emergency),
    ...hole('clocks.confirm', clocks.confirm.withinMinutes, emergency.filter(({ confirmMinutes }) => confirmMinutes === null)),
    ...emergency.flatMap((measure) => (measure.confirmMinutes === null ? [] : hole(`measures.${measure.no}.confirmMinutes`, measure.confirmMinutes, [measure]))),
  ];
}
