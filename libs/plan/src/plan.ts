import type { Deadline, Operator, Phase, Role } from './reading/draft.js';

export const PHASES = ['remediation', 'key_period', 'emergency', 'capability', 'safeguard', 'long_term'] as const satisfies readonly Phase[];
/** 牵头, 责任, 配合: what a unit is to a measure. */
export const ASSIGNMENT_ROLES = ['lead', 'responsible', 'support'] as const satisfies readonly Role[];
/** 预警: yellow 黄, orange 橙, red 红, from the mildest. */
export const WARNING_LEVELS = ['yellow', 'orange', 'red'] as const;
/** 应急响应: another scale than the warning; the plan joins the two. From the mildest. */
export const RESPONSE_LEVELS = ['III', 'II', 'I'] as const;
/** 佐证: what an answer to a line must bring. */
export const EVIDENCE_KINDS = ['photo', 'location', 'count', 'document'] as const;
/** Whom a clock rings: the person on duty, the head of the unit, the lead unit, the commander. */
export const RUNGS = ['duty', 'head', 'lead', 'commander'] as const;
/** `undone` 已撤销: an import that was taken back on its first day. */
/** 级联: what a row is to the plan above. `local` 本地增加; `contributes` 配合上级任务 (配合全市…). Neither: taken over, or there is no plan above. */
export const CASCADE_MARKS = ['local', 'contributes'] as const;
export const PLAN_STATES = ['draft', 'published', 'retired', 'undone'] as const;

export type WarningLevel = (typeof WARNING_LEVELS)[number];
export type ResponseLevel = (typeof RESPONSE_LEVELS)[number];
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
export type CascadeMark = (typeof CASCADE_MARKS)[number];
export type PlanState = (typeof PLAN_STATES)[number];

/** A unit or group in a role of a measure. Not in the directory: both ids are null, and a question asks who it is. */
export interface Assignment {
  readonly role: Role;
  /** Full name as understood; `raw` is as printed. */
  readonly name: string;
  readonly raw: string;
  readonly unitId: string | null;
  readonly groupId: string | null;
  /** The text does not settle the members (相关部门, …局等). */
  readonly open: boolean;
}

/** 清单要点: one verifiable point of a measure. Lines that share a slot are variants of each other, one per level. */
export interface MeasureLine {
  readonly no: number;
  readonly slot: string | null;
  readonly text: string;
  readonly textEn: string | null;
  readonly evidence: readonly EvidenceKind[];
  /** Null: at every level of its measure. */
  readonly levels: readonly ResponseLevel[] | null;
}

/** 措施. `no` is unique in its plan. */
export interface Measure {
  readonly no: string;
  readonly phase: Phase | null;
  readonly path: readonly string[];
  readonly title: string;
  readonly requirement: string;
  readonly deadline: Deadline;
  readonly otherDeadlines: readonly Deadline[];
  readonly assignments: readonly Assignment[];
  /** Response levels that switch an emergency measure on; null outside the emergency phase or while nobody has said so. */
  readonly levels: readonly ResponseLevel[] | null;
  /** Minutes to confirm in, from dispatch; null: the plan's own. */
  readonly confirmMinutes: number | null;
  readonly lines: readonly MeasureLine[];
  /** 不适用的情形 (民生保障, 抢险…), as words; absent: none. */
  readonly exemptions?: readonly string[];
  readonly cascade?: CascadeMark;
  /** First and last line in the source, from 1; null for a measure that came from a plan file. */
  readonly source: { readonly from: number; readonly to: number } | null;
}

export interface LevelPair {
  readonly warning: WarningLevel;
  readonly response: ResponseLevel;
}

/** Minutes are counted from the deadline; below zero is before it. */
export interface LadderStep {
  readonly atMinutes: number;
  readonly ring: (typeof RUNGS)[number];
}

export interface PlanClock {
  readonly withinMinutes: number;
  readonly ladder: readonly LadderStep[];
}

/** 签收, 落实反馈, 解除反馈. */
export interface PlanClocks {
  readonly acknowledge: PlanClock;
  readonly confirm: PlanClock;
  readonly standDown: PlanClock;
}

/** 上级预案: a published plan of a jurisdiction above, or, where that is not in this system, its number and title. */
export interface PlanParent {
  readonly planId: string | null;
  readonly title: string | null;
  readonly number: string | null;
}

/** 目标: PM2.5 <= 65 µg/m³. */
export interface PlanTarget {
  readonly metric: string;
  readonly op: Operator;
  readonly value: number;
  readonly unit: string;
  /** As printed. */
  readonly text?: string;
}

/** 专班: who leads it and who belongs to it, by name. */
export interface PlanTaskForce {
  readonly name: string;
  readonly lead: readonly string[];
  readonly members: readonly string[];
}

/** What a plan says, as read or loaded. Answers to its questions are laid over it (`settled`), never written into it. */
export interface PlanContent {
  readonly levels: readonly LevelPair[];
  readonly clocks: PlanClocks;
  readonly measures: readonly Measure[];
  readonly parent?: PlanParent;
  readonly targets?: readonly PlanTarget[];
  readonly taskForces?: readonly PlanTaskForce[];
}

export const inLevelOrder = (levels: readonly ResponseLevel[]): ResponseLevel[] => RESPONSE_LEVELS.filter((level) => levels.includes(level));
