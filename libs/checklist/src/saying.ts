import { PlaceInInbox } from '#notification';
import type { Rung, Saying } from './clocks.js';

const MEASURES = 20;

/** Lead units and commanders answer for many: they hear once of all, however many blocks the engine needs. A unit has one checklist. */
export const isShared = ({ total }: Rung): boolean => total !== null;

/** 捆: parts for the same addressee become one. */
export function gathered(parts: readonly Saying[]): Saying[] {
  return groups(parts, (part) => `${stepOf(part)} ${part.unitId} ${part.personId}`).map((same) => ({
    ...same[0]!,
    round: Math.max(...same.map((part) => part.round)),
    checklists: same.reduce((sum, part) => sum + part.checklists, 0),
    measures: [...new Set(same.flatMap((part) => part.measures))],
  }));
}

/** What is said together: one step of one clock of one response, to all its addressees. */
export const bySaying = <Said extends Pick<Saying, 'responseId' | 'clock' | 'step' | 'ring'>>(said: readonly Said[]): Said[][] => groups(said, stepOf);

/** The notices of one step. About the one checklist, or about the response when several are bundled for one addressee. */
export function inboxOf(together: readonly Saying[]): PlaceInInbox {
  const { jurisdictionId, responseId, exercise, clock, step, ring } = together[0]!;
  const recipients = together.map(({ unitId, personId, round, checklists, first, measures }) => ({
    unitId,
    personId,
    subject: checklists === 1 ? `checklist/${first}` : `response/${responseId}`,
    round,
    facts: { clock, step, ring, checklists, measures: [...new Set(measures)].slice(0, MEASURES) },
  }));
  return new PlaceInInbox({ jurisdictionId, thread: responseId, kind: `clock.${clock}`, exercise, recipients });
}

const stepOf = ({ responseId, clock, step, ring }: Pick<Saying, 'responseId' | 'clock' | 'step' | 'ring'>): string => `${responseId} ${clock} ${step} ${ring}`;

function groups<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const same = found.get(key);
    if (same) same.push(one);
    else found.set(key, [one]);
  }
  return [...found.values()];
}
