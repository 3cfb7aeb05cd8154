import { Choice, Count, Part, Parts, type FieldFault } from '#platform';
import { RESPONSE_LEVELS, RUNGS, WARNING_LEVELS, type LadderStep, type PlanClock, type PlanClocks, type ResponseLevel, type WarningLevel } from './plan.js';

export class PlanLevelPair {
  @Choice(WARNING_LEVELS, { name: 'WarningLevel' }) warning!: WarningLevel;
  @Choice(RESPONSE_LEVELS, { name: 'ResponseLevel' }) response!: ResponseLevel;
}

export class PlanLadderStep {
  @Count({ min: -100_000, max: 100_000, about: 'Minutes from the deadline; below zero is before it' }) atMinutes!: number;
  @Choice(RUNGS, { name: 'LadderRung', about: 'Person on duty, head of the unit, lead unit, commander' }) ring!: LadderStep['ring'];
}

export class PlanClockTerms implements PlanClock {
  @Count({ min: 1, max: 100_000, about: 'Minutes until the deadline' }) withinMinutes!: number;
  @Parts(() => PlanLadderStep, { max: 12, about: 'Whom silence reaches, in the order of time' }) ladder!: PlanLadderStep[];
}

export class PlanClocksTerms implements PlanClocks {
  @Part(() => PlanClockTerms) acknowledge!: PlanClockTerms;
  @Part(() => PlanClockTerms) confirm!: PlanClockTerms;
  @Part(() => PlanClockTerms) standDown!: PlanClockTerms;
}

/** A ladder is climbed upwards, and never before its clock has begun to run. */
export function clockFaults(clocks: PlanClocks): FieldFault[] {
  return (['acknowledge', 'confirm', 'standDown'] as const).flatMap((name) => {
    const { withinMinutes, ladder } = clocks[name];
    const field = `clocks.${name}.ladder`;
    const early = ladder.some(({ atMinutes }) => atMinutes <= -withinMinutes);
    const disorder = ladder.some(({ atMinutes }, n) => n > 0 && atMinutes <= ladder[n - 1]!.atMinutes);
    return [
      ...(early ? [{ field, code: 'too_early', message: `${field}: a step would ring before the clock of ${withinMinutes} minutes has begun.` }] : []),
      ...(disorder ? [{ field, code: 'order', message: `${field}: its steps must stand in the order of time, each later than the one before.` }] : []),
    ];
  });
}
