import { Choice, ChoiceList, Count, Day, Facts, Flag, Id, Part, Parts, Text, TextList } from '#platform';
import type { LineChange, MeasureChanges, UnitChange } from '../comparing/compare-measures.js';
import { HEAD_FIELDS, MEASURE_CHANGE_KINDS, type MeasureChangeKind } from '../comparing/compare-plans.js';
import type { Words } from '../comparing/words.js';
import { ASSIGNMENT_ROLES, CASCADE_MARKS, PHASES, PLAN_STATES, RESPONSE_LEVELS, WARNING_LEVELS, type CascadeMark, type PlanState, type ResponseLevel, type WarningLevel } from '../plan.js';
import type { Phase, Role } from '../reading/draft.js';
import { PlanClockTerms } from '../terms.js';
import { PlanLineView } from './views.js';

const SIDES = ['both', 'before', 'after'] as const;

export class ComparedPlanView {
  @Id() id!: string;
  @Text() title!: string;
  @Choice(PLAN_STATES, { name: 'PlanState' }) state!: PlanState;
  @Count({ nullable: true }) ordinal!: number | null;
  @Flag() inForce!: boolean;
}

export class ComparedWordsView implements Words {
  @Choice(SIDES, { name: 'ComparedSide' }) in!: Words['in'];
  @Text() text!: string;
}

export class ComparedHeadView {
  @Choice(HEAD_FIELDS, { name: 'PlanHeadField' }) field!: (typeof HEAD_FIELDS)[number];
  @Text({ nullable: true }) before!: string | null;
  @Text({ nullable: true }) after!: string | null;
}

export class ComparedLevelView {
  @Choice(WARNING_LEVELS, { name: 'WarningLevel' }) warning!: WarningLevel;
  @Choice(RESPONSE_LEVELS, { nullable: true, name: 'ResponseLevel' }) before!: ResponseLevel | null;
  @Choice(RESPONSE_LEVELS, { nullable: true, name: 'ResponseLevel' }) after!: ResponseLevel | null;
}

export class ComparedClockView {
  @Choice(['acknowledge', 'confirm', 'standDown'], { name: 'PlanClockName' }) clock!: 'acknowledge' | 'confirm' | 'standDown';
  @Part(() => PlanClockTerms) before!: PlanClockTerms;
  @Part(() => PlanClockTerms) after!: PlanClockTerms;
}

export class ComparedPhaseView {
  @Choice(PHASES, { nullable: true, name: 'PlanPhase' }) before!: Phase | null;
  @Choice(PHASES, { nullable: true, name: 'PlanPhase' }) after!: Phase | null;
}

/** With the fields of its kind; a recurring one has its recurrence beside them. */
export class ComparedDeadlineView {
  @Text() kind!: string;
  @Text({ nullable: true, about: 'As printed' }) text!: string | null;
  @Day({ optional: true, nullable: true }) date?: string | null;
  @Day({ optional: true }) from?: string;
  @Day({ optional: true, nullable: true, about: 'Last day, inclusive' }) to?: string | null;
  @Text({ optional: true }) event?: string;
  @Facts({ optional: true, about: 'Its cadence' }) recurrence?: object;
}

export class ComparedDeadlinesView {
  @Parts(() => ComparedDeadlineView, { nullable: true, about: 'The deadline, then further times inside the requirement' }) before!: readonly ComparedDeadlineView[] | null;
  @Parts(() => ComparedDeadlineView, { nullable: true }) after!: readonly ComparedDeadlineView[] | null;
}

export class ComparedLevelsView {
  @ChoiceList(RESPONSE_LEVELS, { nullable: true, name: 'ResponseLevel' }) before!: readonly ResponseLevel[] | null;
  @ChoiceList(RESPONSE_LEVELS, { nullable: true, name: 'ResponseLevel' }) after!: readonly ResponseLevel[] | null;
}

export class ComparedMinutesView {
  @Count({ nullable: true, about: 'Null: the confirm clock of the plan' }) before!: number | null;
  @Count({ nullable: true }) after!: number | null;
}

export class ComparedExemptionsView {
  @TextList({ nullable: true }) before!: readonly string[] | null;
  @TextList({ nullable: true }) after!: readonly string[] | null;
}

export class ComparedCascadeView {
  @Choice(CASCADE_MARKS, { nullable: true, name: 'CascadeMark' }) before!: CascadeMark | null;
  @Choice(CASCADE_MARKS, { nullable: true, name: 'CascadeMark' }) after!: CascadeMark | null;
}

export class ComparedUnitView implements UnitChange {
  @Choice(ASSIGNMENT_ROLES, { name: 'PlanRole' }) role!: Role;
  @Id({ nullable: true }) unitId!: string | null;
  @Id({ nullable: true }) groupId!: string | null;
  @Text() name!: string;
  @Choice(['before', 'after'], { about: 'before: it is no longer named; after: it is new' }) in!: 'before' | 'after';
}

export class ComparedLineView {
  @Choice(['added', 'removed', 'changed']) kind!: LineChange['kind'];
  @Part(() => PlanLineView, { nullable: true }) before!: LineChange['before'];
  @Part(() => PlanLineView, { nullable: true }) after!: LineChange['after'];
  @Parts(() => ComparedWordsView, { nullable: true, about: 'Null where the words are the same' }) words!: readonly Words[] | null;
}

export class ComparedChangesView implements MeasureChanges {
  @Part(() => ComparedPhaseView, { nullable: true }) phase!: MeasureChanges['phase'];
  @Parts(() => ComparedWordsView, { nullable: true }) title!: readonly Words[] | null;
  @Parts(() => ComparedWordsView, { nullable: true }) requirement!: readonly Words[] | null;
  @Part(() => ComparedDeadlinesView, { nullable: true }) deadline!: MeasureChanges['deadline'];
  @Parts(() => ComparedUnitView) units!: readonly UnitChange[];
  @Part(() => ComparedLevelsView, { nullable: true }) levels!: MeasureChanges['levels'];
  @Part(() => ComparedMinutesView, { nullable: true }) confirmMinutes!: MeasureChanges['confirmMinutes'];
  @Part(() => ComparedExemptionsView, { nullable: true }) exemptions!: MeasureChanges['exemptions'];
  @Part(() => ComparedCascadeView, { nullable: true }) cascade!: MeasureChanges['cascade'];
  @Parts(() => ComparedLineView) lines!: readonly LineChange[];
}

export class ComparedPlaceView {
  @Text() no!: string;
  @Text() title!: string;
  @TextList() path!: readonly string[];
}

export class ComparedMeasureView {
  @ChoiceList(MEASURE_CHANGE_KINDS, { name: 'MeasureChangeKind', about: 'renumbered: another number; moved: other headings; several may hold' }) kinds!: readonly MeasureChangeKind[];
  @Part(() => ComparedPlaceView, { nullable: true, about: 'Null: added' }) before!: ComparedPlaceView | null;
  @Part(() => ComparedPlaceView, { nullable: true, about: 'Null: removed' }) after!: ComparedPlaceView | null;
  @Part(() => ComparedChangesView, { about: 'Only what differs; against nothing, everything' }) changes!: ComparedChangesView;
}

export class PlanComparisonView {
  @Part(() => ComparedPlanView) plan!: ComparedPlanView;
  @Part(() => ComparedPlanView, { nullable: true, about: 'Null: no plan was in force before this one' }) other!: ComparedPlanView | null;
  @Count({ about: 'Measures that are the same in both' }) unchanged!: number;
  @Parts(() => ComparedHeadView) head!: readonly ComparedHeadView[];
  @Parts(() => ComparedLevelView) levels!: readonly ComparedLevelView[];
  @Parts(() => ComparedClockView) clocks!: readonly ComparedClockView[];
  @Parts(() => ComparedMeasureView, { about: 'Those that differ, in the order of this plan' }) items!: readonly ComparedMeasureView[];
}
