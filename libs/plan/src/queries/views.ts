import { Choice, ChoiceList, Count, Day, Decimal, Facts, Flag, Id, Instant, Part, Parts, Text, TextList } from '#platform';
import { ASSIGNMENT_ROLES, CASCADE_MARKS, EVIDENCE_KINDS, PHASES, PLAN_STATES, RESPONSE_LEVELS, type CascadeMark, type PlanState, type ResponseLevel } from '../plan.js';
import { QUESTION_FIELDS, QUESTION_REASONS, type QuestionField, type QuestionReason } from '../question.js';
import type { Phase, Role } from '../reading/draft.js';
import { PlanClocksTerms, PlanLevelPair } from '../terms.js';

export class PlanView {
  @Id() id!: string;
  @Text() title!: string;
  @Text({ nullable: true }) issuer!: string | null;
  @Text({ nullable: true, about: 'Document number' }) number!: string | null;
  @Day({ nullable: true }) issuedOn!: string | null;
  @Day({ nullable: true }) seasonFrom!: string | null;
  @Day({ nullable: true, about: 'Last day, inclusive' }) seasonTo!: string | null;
  @Choice(PLAN_STATES, { name: 'PlanState' }) state!: PlanState;
  @Id({ about: 'Account that imported it; somebody else has to publish' }) importedBy!: string;
  @Text({ nullable: true }) importedByName!: string | null;
  @Instant() importedAt!: Date;
  @Text() sourceName!: string;
  @Count() measures!: number;
  @Count() questions!: number;
  @Count() openQuestions!: number;
  @Id({ nullable: true }) versionId!: string | null;
  @Count({ nullable: true, about: 'The how-manieth plan that came into force here' }) ordinal!: number | null;
  @Instant({ nullable: true, about: 'Until when the import can be undone; null once it cannot' }) undoUntil!: Date | null;
  @Id({ nullable: true, about: 'The uploaded file; null for text that came without one' }) documentId!: string | null;
  @Flag() inForce!: boolean;
  @Instant({ nullable: true }) publishedAt!: Date | null;
  @Id({ nullable: true }) publishedBy!: string | null;
  @Text({ nullable: true }) publishedByName!: string | null;
  @Count({ about: 'Holes that a dry run found when it was published' }) holesLeft!: number;
  @Text({ nullable: true, about: 'Why it was published with them' }) holesReason!: string | null;
}

export class PlanQuestionView {
  @Count({ about: 'Number within the plan, from 1' }) n!: number;
  @Text({ nullable: true, about: 'Null: about the document as a whole' }) measureNo!: string | null;
  @Text({ nullable: true }) measureTitle!: string | null;
  @Choice(QUESTION_FIELDS, { name: 'PlanQuestionField' }) field!: QuestionField;
  @Choice(QUESTION_REASONS, { name: 'PlanQuestionReason' }) reason!: QuestionReason;
  @Text({ nullable: true, about: 'As printed; empty for an empty cell' }) raw!: string | null;
  @Text({ nullable: true, about: 'Offered with its ground, never applied by itself' }) suggestion!: string | null;
  @Facts({ nullable: true, about: 'how: named {units, groups} · dated {date} · worded {text} · phased {phase} · dismissed · decided (in the file) · completed' })
  answer!: object | null;
  @Text({ nullable: true }) note!: string | null;
  @Id({ nullable: true }) answeredBy!: string | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
}

export class PlanAssignmentView {
  @Choice(ASSIGNMENT_ROLES, { name: 'PlanRole' }) role!: Role;
  @Id({ nullable: true }) unitId!: string | null;
  @Id({ nullable: true }) groupId!: string | null;
  @Text({ about: 'Name in the directory; as printed where the directory lacks it' }) name!: string;
  @Text() raw!: string;
  @Flag({ about: 'The text does not say which units' }) open!: boolean;
}

export class PlanLineView {
  @Count() no!: number;
  @Text({ nullable: true }) slot!: string | null;
  @Text() text!: string;
  @Text({ nullable: true }) textEn!: string | null;
  @ChoiceList(EVIDENCE_KINDS, { name: 'EvidenceKind' }) evidence!: readonly string[];
  @ChoiceList(RESPONSE_LEVELS, { name: 'ResponseLevel', about: 'Where it is really on' }) levels!: ResponseLevel[];
}

export class PlanSourceLines {
  @Count({ about: 'First line of the source, from 1' }) from!: number;
  @Count() to!: number;
}

export class PlanMeasureView {
  @Text({ about: 'As printed; ~ and the position where the document has no number or repeats it' }) no!: string;
  @Choice(PHASES, { nullable: true, name: 'PlanPhase' }) phase!: Phase | null;
  @TextList({ about: 'Headings from the outermost in' }) path!: readonly string[];
  @Text() title!: string;
  @Text() requirement!: string;
  @Facts({ about: 'kind, text and the fields of that kind (date, from, to, phase, event, offsetDays, recurrence)' }) deadline!: object;
  @Facts({ about: 'Further times inside the requirement' }) otherDeadlines!: readonly object[];
  @Parts(() => PlanAssignmentView) assignments!: PlanAssignmentView[];
  @ChoiceList(RESPONSE_LEVELS, { nullable: true, name: 'ResponseLevel' }) levels!: readonly ResponseLevel[] | null;
  @Count({ nullable: true, about: 'Null: the confirm clock of the plan' }) confirmMinutes!: number | null;
  @Parts(() => PlanLineView) lines!: PlanLineView[];
  @TextList({ about: 'In whose case it does not apply' }) exemptions!: readonly string[];
  @Choice(CASCADE_MARKS, { nullable: true, name: 'CascadeMark', about: 'local 本地增加, contributes 配合上级任务' }) cascade!: CascadeMark | null;
  @Text({ about: 'What is looked at; an edit says it, so that nobody overwrites what somebody else wrote meanwhile' }) mark!: string;
  @Part(() => PlanSourceLines, { nullable: true }) source!: PlanSourceLines | null;
  @Parts(() => PlanQuestionView) questions!: PlanQuestionView[];
}

export class PlanParentView {
  @Id({ nullable: true, about: 'Null: it is not in this system' }) planId!: string | null;
  @Text({ nullable: true }) title!: string | null;
  @Text({ nullable: true, about: 'Document number' }) number!: string | null;
}

export class PlanTargetView {
  @Text() metric!: string;
  @Choice(['<', '<=', '=', '>=', '>']) op!: string;
  @Decimal() value!: number;
  @Text() unit!: string;
  @Text({ optional: true, about: 'As printed' }) text?: string;
}

export class PlanTaskForceView {
  @Text() name!: string;
  @TextList() lead!: readonly string[];
  @TextList() members!: readonly string[];
}

export class PlanGapView {
  @Text({ about: 'measures.62.lines.1.evidence, questions.7, levels …' }) field!: string;
  @Text() code!: string;
  @Text() message!: string;
}

export class PlanDetailView extends PlanView {
  @Parts(() => PlanLevelPair) levels!: readonly PlanLevelPair[];
  @Part(() => PlanClocksTerms) clocks!: PlanClocksTerms;
  @Part(() => PlanParentView, { nullable: true, about: '上级预案' }) parent!: PlanParentView | null;
  @Parts(() => PlanTargetView) targets!: readonly PlanTargetView[];
  @Parts(() => PlanTaskForceView) taskForces!: readonly PlanTaskForceView[];
  @Parts(() => PlanMeasureView) items!: PlanMeasureView[];
  @Parts(() => PlanQuestionView, { about: 'Questions about the document as a whole' }) documentQuestions!: PlanQuestionView[];
  @Parts(() => PlanGapView, { about: 'What publishing would refuse now; empty once published' }) missing!: PlanGapView[];
}
