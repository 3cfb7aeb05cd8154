import { Choice, ChoiceList, Count, Day, Decimal, Part, Parts, Text, TextList } from '#platform';
import { UNIT_ATTRIBUTES, UNIT_KINDS } from '#directory';
import { CASCADE_MARKS, EVIDENCE_KINDS, PHASES, RESPONSE_LEVELS, type CascadeMark, type EvidenceKind, type ResponseLevel } from '../plan.js';
import { QUESTION_FIELDS, QUESTION_REASONS, type QuestionField, type QuestionReason } from '../question.js';
import type { Operator, Phase } from '../reading/draft.js';
import { PlanClocksTerms, PlanLevelPair } from '../terms.js';
import { DeadlineTerms } from './deadline-terms.js';

export const PLAN_FILE_FORMAT = 'qingkong.plan/1';

export class PlanFileSeason {
  @Day() from!: string;
  @Day({ about: 'Last day, inclusive' }) to!: string;
}

/** One rule of a group: units of the kinds that have all the attributes, or units by name. */
export class PlanFileGroupRule {
  @ChoiceList(UNIT_KINDS, { optional: true }) kinds?: string[];
  @ChoiceList(UNIT_ATTRIBUTES, { optional: true }) attributes?: string[];
  @TextList({ optional: true, max: 500 }) units?: string[];
}

export class PlanFileGroup extends PlanFileGroupRule {
  @Text({ max: 100 }) name!: string;
  @Parts(() => PlanFileGroupRule, { optional: true, atLeast: 1, max: 20, about: 'Several rules; a unit belongs when any fits' }) any?: PlanFileGroupRule[];
}

export class PlanFileLine {
  @Count({ min: 1, max: 200 }) no!: number;
  @Text({ optional: true, max: 40 }) slot?: string;
  @Text({ max: 500 }) text!: string;
  @Text({ optional: true, max: 1000 }) en?: string;
  @ChoiceList(EVIDENCE_KINDS, { atLeast: 1 }) evidence!: EvidenceKind[];
  @ChoiceList(RESPONSE_LEVELS, { optional: true, atLeast: 1 }) levels?: ResponseLevel[];
}

/** A question the printed document left open, and how it was answered before this file was written; without a note it is still open. */
export class PlanFileDecision {
  @Choice(QUESTION_FIELDS) field!: QuestionField;
  @Choice(QUESTION_REASONS) reason!: QuestionReason;
  @Text({ optional: true, min: 0, max: 10_000, about: 'As printed; empty for an empty cell' }) raw?: string;
  @Text({ optional: true, max: 10_000 }) suggestion?: string;
  @Text({ optional: true, max: 1000 }) note?: string;
}

export class PlanFileMeasure {
  @Text({ max: 30 }) no!: string;
  /** May be left out only while a decision about it is open. */
  @Choice(PHASES, { optional: true }) phase?: Phase;
  @TextList({ max: 10 }) path!: string[];
  @Text({ max: 200 }) title!: string;
  @Text({ max: 10_000 }) requirement!: string;
  @Part(() => DeadlineTerms) deadline!: DeadlineTerms;
  @Parts(() => DeadlineTerms, { optional: true, max: 50, about: 'Further times inside the requirement' }) otherDeadlines?: DeadlineTerms[];
  @TextList({ optional: true }) lead?: string[];
  @TextList({ optional: true }) support?: string[];
  @TextList({ optional: true }) responsible?: string[];
  @ChoiceList(RESPONSE_LEVELS, { optional: true, atLeast: 1 }) levels?: ResponseLevel[];
  @Count({ optional: true, min: 1, max: 100_000 }) confirmWithinMinutes?: number;
  @Parts(() => PlanFileLine, { optional: true, max: 200 }) lines?: PlanFileLine[];
  @TextList({ optional: true, max: 30, each: 300, about: 'In whose case it does not apply' }) exemptions?: string[];
  @Choice(CASCADE_MARKS, { optional: true }) cascade?: CascadeMark;
  @Parts(() => PlanFileDecision, { optional: true, max: 50 }) decided?: PlanFileDecision[];
}

/** 上级预案 as the document names it. */
export class PlanFileParent {
  @Text({ optional: true, max: 300 }) title?: string;
  @Text({ optional: true, max: 100 }) number?: string;
}

export const TARGET_OPERATORS = ['<', '<=', '=', '>=', '>'] as const satisfies readonly Operator[];

export class PlanFileTarget {
  @Text({ max: 100 }) metric!: string;
  @Choice(TARGET_OPERATORS) op!: Operator;
  @Decimal({ min: -1e9, max: 1e9 }) value!: number;
  @Text({ max: 40 }) unit!: string;
  @Text({ optional: true, max: 500, about: 'As printed' }) text?: string;
}

export class PlanFileTaskForce {
  @Text({ max: 100 }) name!: string;
  @TextList({ optional: true, max: 50 }) lead?: string[];
  @TextList({ optional: true, max: 200 }) members?: string[];
}

/** A whole plan as one YAML document of format qingkong.plan/1: measures, lines, groups, levels, clocks, decisions. */
export class PlanFile {
  @Choice([PLAN_FILE_FORMAT]) format!: typeof PLAN_FILE_FORMAT;
  @Text({ max: 300 }) title!: string;
  @Text({ optional: true, max: 200 }) issuer?: string;
  @Text({ optional: true, max: 100 }) number?: string;
  @Day({ optional: true }) issuedOn?: string;
  @Part(() => PlanFileSeason, { optional: true }) season?: PlanFileSeason;
  @Parts(() => PlanLevelPair, { optional: true, atLeast: 1, max: 3 }) levels?: PlanLevelPair[];
  @Part(() => PlanClocksTerms, { optional: true }) clocks?: PlanClocksTerms;
  @Part(() => PlanFileParent, { optional: true }) parent?: PlanFileParent;
  @Parts(() => PlanFileTarget, { optional: true, max: 100 }) targets?: PlanFileTarget[];
  @Parts(() => PlanFileTaskForce, { optional: true, max: 100 }) taskForces?: PlanFileTaskForce[];
  @Parts(() => PlanFileGroup, { optional: true, max: 200 }) groups?: PlanFileGroup[];
  @Parts(() => PlanFileMeasure, { atLeast: 1, max: 2000 }) measures!: PlanFileMeasure[];
  @Parts(() => PlanFileDecision, { optional: true, max: 200, about: 'Questions about the document as a whole' }) decided?: PlanFileDecision[];
}
