/**
 * A government plan read into data (预案草稿), before a person answers its questions and publishes it.
 * The wire shape is `qingkong.plan-draft/1`; a spec holds these types and that schema together.
 */
export interface PlanDraft {
  format: 'qingkong.plan-draft/1';
  document: DraftDocument;
  season: { from: string; to: string } | null;
  targets: Target[];
  tasks: DraftTask[];
  taskForces: TaskForce[];
  questions: Question[];
  sweeps: Sweep[];
  /** Only in a notice that issues, changes or lifts a warning. */
  order?: Order | null;
}

/** 预警通知: what a notice orders. Instants carry the offset of Beijing; 24时 is the next day 00:00. */
export interface Order {
  kind: 'issue' | 'raise' | 'lower' | 'suspend' | 'resume' | 'lift';
  /** The level that holds after it; for a lifting, the one lifted. */
  warningLevel: 'yellow' | 'orange' | 'red' | null;
  responseLevel: 'III' | 'II' | 'I' | null;
  number: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  region: string[];
}

export interface DraftDocument {
  title: string | null;
  issuer: string | null;
  number: string | null;
  /** ISO date. */
  issuedOn: string | null;
  /** A 征求意见稿: published for comment, not in force. */
  draft: boolean;
  parent: { title: string | null; number: string | null } | null;
}

export type Phase = 'remediation' | 'key_period' | 'emergency' | 'capability' | 'safeguard' | 'long_term';

export type Role = 'lead' | 'support' | 'responsible';

/** One row, numbered task or clause: 任务. `source` counts lines of the file from 1, both ends included. */
export interface DraftTask {
  no: string | null;
  path: string[];
  phase: Phase | null;
  requirement: string;
  deadline: Deadline;
  otherDeadlines: Deadline[];
  lead: DraftUnit[];
  support: DraftUnit[];
  responsible: DraftUnit[];
  inherited: Role[];
  quantities: Quantity[];
  source: { from: number; to: number };
  /** `parent`: the row contributes to a task of the plan above. */
  origin: 'own' | 'parent';
  marks: Mark[];
  levels: ('III' | 'II' | 'I')[] | null;
}

/**
 * A unit as a plan names it. `group` stands for several units; `open` says that the text does not settle which:
 * with `group` the group itself is open (相关部门), without it the list goes on after this unit (…局等).
 */
export interface DraftUnit {
  raw: string;
  name: string;
  group?: true;
  open?: true;
}

/** Dates are ISO days of Beijing time; `date` and `to` are the last day, inclusive. */
export type Deadline = { text: string | null } & Term;

/** A stretch of time may have a cadence in it (2021年12月1日至2022年3月31日，每半月一次). */
export type Term =
  | { kind: 'by_date'; date: string | null; event?: string }
  | { kind: 'until_date'; to: string; recurrence?: Recurrence }
  | { kind: 'during_phase'; phase: Phase; recurrence?: Recurrence }
  | { kind: 'from_event'; event: string; offsetDays?: number }
  | { kind: 'window'; from: string; to: string | null; recurrence?: Recurrence }
  | { kind: 'recurring'; recurrence: Recurrence }
  | { kind: 'season'; from?: string; to?: string; recurrence?: Recurrence }
  | { kind: 'long_term'; recurrence?: Recurrence }
  | { kind: 'none' };

export interface Recurrence {
  freq: 'daily' | 'weekly' | 'twice_monthly' | 'monthly' | 'quarterly' | 'half_yearly' | 'yearly' | 'continuous' | null;
  byDay?: 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU' | null;
  byMonthDay?: number | null;
  timesAtLeast?: number | null;
  timeFrom?: string | null;
  timeTo?: string | null;
  holidayShiftDays?: number | null;
  months?: number[] | null;
  dayKind?: 'workdays' | 'calendar' | null;
  everyHours?: number | null;
}

export type Operator = '<' | '<=' | '=' | '>=' | '>';

export interface Quantity {
  what: string;
  op: Operator;
  value: number;
  unit: string;
}

/** Where the words stand that led to a field: line from 1, characters from 0, `to` one past the last. */
export interface Mark {
  field: string;
  line: number;
  from: number;
  to: number;
}

export type QuestionReason =
  | 'missing'
  | 'open_group'
  | 'contradiction'
  | 'misprint'
  | 'ambiguous'
  | 'outside_reference'
  | 'unreadable'
  | 'truncated'
  | 'level'
  | 'duplicate';

/** What a person must decide. `raw` is the printed text: '' for a cell left empty, null where there is no cell. */
export interface Question {
  task: string | null;
  field: QuestionField;
  reason: QuestionReason;
  raw: string | null;
  suggestion: string | null;
  /** First source line of the task, where its printed number is missing or stands twice. */
  line?: number;
}

export type QuestionField = Role | 'deadline' | 'phase' | 'requirement' | 'levels' | 'no' | 'row' | 'column' | 'document';

export interface Target {
  metric: string;
  op: Operator;
  value: number;
  unit: string;
  text?: string;
}

export interface TaskForce {
  name: string;
  lead: DraftUnit[];
  members: DraftUnit[];
}

export interface Sweep {
  name: string;
  task?: string | null;
  lead: DraftUnit[];
  members?: DraftUnit[];
  window: Deadline;
  recurrence: Recurrence | null;
  coverage?: string | null;
  source?: { from: number; to: number };
}
