import { PlaceInInbox } from '#notification';
import type { ClockName, Ring, Rung } from './clocks.js';

/** What is said to one addressee: one step of one clock of one response, about one checklist or many. */
export interface Saying {
  readonly responseId: string;
  readonly jurisdictionId: string;
  readonly exercise: boolean;
  readonly clock: ClockName;
  readonly step: number;
  readonly ring: Ring;
  readonly unitId: string;
  readonly personId: string;
  readonly round: number;
  /** How many it is about. */
  readonly checklists: number;
  readonly first: string;
  readonly measures: readonly string[];
}

const MEASURES = 20;

export const sayingOf = ({ checklists, ...rung }: Rung): Saying => ({ ...rung, checklists: checklists.length, first: checklists[0]! });

/** Lead units and commanders answer for many: they hear once of all, however many blocks the engine needs. A unit has one checklist. */
export const isShared = ({ ring }: Pick<Rung, 'ring'>): boolean => ring === 'lead' || ring === 'commander';

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
    facts: { clock, step, ring, checklists, measures: measures.slice(0, MEASURES) },
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
