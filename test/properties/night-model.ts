import type { ResponseLevel } from '#plan';
import type { WarningLevel } from '#warning';
import { ChecklistsModel, isAnswered, isOpen, type AnswerWord } from './checklists-model.js';
import { LEVELS, levelOf, type PlanShape } from './plan-shape.js';

export type Kind = 'issue' | 'raise' | 'lower' | 'suspend' | 'resume' | 'lift' | 'revoke';
export type MessageWord = 'draft' | 'submitted' | 'approved' | 'returned' | 'withdrawn';
export type WarningWord = 'drafted' | 'issued' | 'suspended' | 'lifted' | 'revoked' | 'withdrawn';

export interface MessageModel {
  readonly kind: Kind;
  level: WarningLevel | null;
  state: MessageWord;
  readonly draftedBy: string;
}

export interface ResponseModel {
  state: 'active' | 'suspended' | 'lifted' | 'closed';
  level: ResponseLevel;
  revision: number;
  suspendedAt: number;
}

export interface GivenAnswer {
  readonly line: number;
  readonly answer: AnswerWord;
  readonly note: boolean;
  readonly proof: boolean;
  readonly until: 'none' | 'past' | 'later';
}

/** The code of the refusal, or null: it was done. */
export type Verdict = string | null;

/**
 * One night as the design tells it: a warning, its messages, the response, the checklists, a clock of minutes.
 * Each act returns the refusal that the product must give, or changes the state as the product must.
 */
export class NightModel {
  now = 0;
  warning: { state: WarningWord; level: WarningLevel | null } | null = null;
  message: MessageModel | null = null;
  response: ResponseModel | null = null;
  checklists: ChecklistsModel;
  /** What was taken under which key, by unit and line. */
  private readonly keys = new Map<string, GivenAnswer>();

  constructor(readonly plan: PlanShape) {
    this.checklists = new ChecklistsModel(plan);
  }

  get mayDraft(): boolean {
    return this.warning === null || ['withdrawn', 'lifted', 'revoked'].includes(this.warning.state);
  }

  draft(level: WarningLevel, draftedBy: string): Verdict {
    this.warning = { state: 'drafted', level: null };
    this.message = { kind: 'issue', level, state: 'draft', draftedBy };
    this.response = null;
    this.checklists = new ChecklistsModel(this.plan);
    this.keys.clear();
    return null;
  }

  /** Whether such a message would be opened now, without changing anything. */
  maySign(kind: Parameters<NightModel['open']>[0], level: WarningLevel): boolean {
    const { state, level: from } = this.warning!;
    return !this.isOpen && FOLLOWS[kind === 'adjust' ? 'raise' : kind].includes(state) && (kind !== 'adjust' || level !== from);
  }

  open(kind: 'adjust' | 'suspend' | 'resume' | 'lift' | 'revoke', level: WarningLevel | null, draftedBy: string): Verdict {
    const { state, level: from } = this.warning!;
    if (this.isOpen) return 'warning.message-open-already';
    if (kind === 'adjust' && from === level) return 'warning.level-not-reachable';
    const meant: Kind = kind === 'adjust' ? (from !== null && rank(level!) < rank(from) ? 'lower' : 'raise') : kind;
    if (!FOLLOWS[meant].includes(state)) return 'warning.not-open-for-this';
    this.message = { kind: meant, level: kind === 'adjust' ? level : null, state: 'draft', draftedBy };
    return null;
  }

  edit(level: WarningLevel): Verdict {
    const message = this.message!;
    if (message.state !== 'draft' && message.state !== 'returned') return 'warning.message-not-open';
    if (message.level === null || message.level === level) return null;
    const from = this.warning!.level;
    if (message.kind === 'raise' && rank(level) <= rank(from!)) return 'warning.level-not-reachable';
    if (message.kind === 'lower' && rank(level) >= rank(from!)) return 'warning.level-not-reachable';
    message.level = level;
    return null;
  }

  submit(): Verdict {
    const message = this.message!;
    if (message.state !== 'submitted' && !this.isOpen) return 'warning.message-not-open';
    message.state = 'submitted';
    return null;
  }

  /** `inForce`: the response to another warning is in force. `seen`: whether the approval carries the hash of the present preview. */
  approve(by: string, mayApprove: boolean, seen: 'now' | 'nothing' | 'another'): Verdict {
    const message = this.message!;
    if (!mayApprove) return 'warning.only-approvers-sign';
    if (message.state === 'approved') return 'warning.message-already-approved';
    if (message.state !== 'submitted') return 'warning.message-not-open';
    if (message.draftedBy === by) return 'warning.approver-is-drafter';
    if (message.level !== null) {
      if (seen === 'nothing') return 'warning.preview-not-seen';
      if (this.checklists.wanted(levelOf(message.level)).size === 0) return 'checklist.nobody-to-order';
      if (seen === 'another') return 'checklist.roster-changed';
    }
    message.state = 'approved';
    this.takesEffect(message.kind, message.level);
    return null;
  }

  /** What a signed message makes happen, all at once. */
  takesEffect(kind: Kind, level: WarningLevel | null): void {
    const warning = this.warning!;
    warning.state = kind === 'suspend' ? 'suspended' : kind === 'lift' ? 'lifted' : kind === 'revoke' ? 'revoked' : 'issued';
    if (level) warning.level = level;
    if (kind === 'issue') return this.activate(levelOf(level!));
    const response = this.response!;
    if (kind === 'raise' || kind === 'lower') {
      this.checklists.revise(response.level, levelOf(level!), ++response.revision, this.now);
      response.level = levelOf(level!);
    } else if (kind === 'suspend') Object.assign(response, { state: 'suspended', suspendedAt: this.now });
    else if (kind === 'resume') {
      this.checklists.moveDeadlines(this.now - response.suspendedAt);
      response.state = 'active';
    } else {
      response.state = 'lifted';
      this.checklists.lift(++response.revision, this.now);
    }
  }

  returnMessage(by: string): Verdict {
    const message = this.message!;
    if (message.state !== 'submitted') return 'warning.message-not-open';
    if (message.draftedBy === by) return 'warning.approver-is-drafter';
    message.state = 'returned';
    return null;
  }

  withdraw(): Verdict {
    if (!this.isOpen) return 'warning.message-not-open';
    this.message!.state = 'withdrawn';
    if (this.warning!.state === 'drafted') this.warning!.state = 'withdrawn';
    return null;
  }

  acknowledge(unit: string): Verdict {
    const list = this.checklists.lists.get(unit);
    if (!list) return 'record.not-found';
    if (list.stoodDown) return 'checklist.already-stood-down';
    if (!list.acknowledged) this.checklists.seen(list, true);
    return null;
  }

  read(unit: string): Verdict {
    const list = this.checklists.lists.get(unit);
    if (!list) return 'record.not-found';
    if (!list.read) this.checklists.seen(list);
    return null;
  }

  /** 反馈: all answers of a request are kept, or none. What was taken under a key before is taken once. */
  confirm(unit: string, key: string, answers: readonly GivenAnswer[]): Verdict {
    const list = this.checklists.lists.get(unit);
    if (!list || answers.some(({ line }) => !list.items.has(line))) return 'record.not-found';
    const fresh = answers.filter(({ line }) => !this.keys.has(`${unit} ${line} ${key}`));
    if (answers.some((answer) => differs(this.keys.get(`${unit} ${answer.line} ${key}`), answer))) return 'idempotency.key-reused';
    if (fresh.length > 0 && list.stoodDown) return 'checklist.already-stood-down';
    const faults = fresh.map((answer) => this.faultOf(unit, answer)).filter((fault) => fault !== null);
    if (faults.length > 0) return answers.length === 1 ? faults[0]! : 'checklist.answers-refused';
    for (const answer of fresh) this.keys.set(`${unit} ${answer.line} ${key}`, answer);
    if (fresh.length > 0) this.checklists.answered(unit, fresh.map(({ line, answer }) => [line, answer]));
    return null;
  }

  review(by: { unit: string | null; isOffice: boolean }, unit: string, line: number, verdict: 'accepted' | 'returned'): Verdict {
    const list = this.checklists.lists.get(unit);
    const item = list?.items.get(line);
    if (!list || !item) return 'record.not-found';
    if (by.unit === unit) return 'checklist.own-answer';
    if (!by.isOffice && !this.checklists.leads(line).includes(by.unit!)) return 'record.not-found';
    if (!isAnswered(item.state)) return 'checklist.nothing-to-review';
    if (verdict === 'returned' && list.standDownBy !== null) return 'checklist.no-longer-owed';
    this.checklists.reviewed(unit, line, verdict, this.now);
    return null;
  }

  standDown(unit: string): Verdict {
    const list = this.checklists.lists.get(unit);
    if (!list) return 'record.not-found';
    if (list.stoodDown) return null;
    if (list.standDownBy === null) return 'checklist.not-yet-lifted';
    this.checklists.stoodDown(unit);
    return null;
  }

  excuse(unit: string): Verdict {
    const list = this.checklists.lists.get(unit);
    if (!list) return 'record.not-found';
    if (list.stoodDown) return 'checklist.already-stood-down';
    list.excused = true;
    return null;
  }

  /** What happens by itself: the last stand-down closes the response, and silence is heard. */
  settle(): void {
    if (this.response?.state === 'lifted' && this.checklists.allAreDown) this.response.state = 'closed';
    if (this.response && this.response.state !== 'suspended') this.checklists.ring(this.now);
  }

  private activate(level: ResponseLevel): void {
    this.response = { state: 'active', level, revision: 1, suspendedAt: 0 };
    this.checklists.issue(level, this.now);
  }

  private get isOpen(): boolean {
    return isOpenMessage(this.message!);
  }

  private faultOf(unit: string, { line, answer, note, proof, until }: GivenAnswer): Verdict {
    const item = this.checklists.lists.get(unit)!.items.get(line)!;
    if (item.state === 'withdrawn') return 'checklist.item-withdrawn';
    if (item.role !== 'responsible') return 'checklist.item-not-for-answer';
    if (item.state === 'accepted') return 'checklist.item-already-accepted';
    if (answer === 'done' && !proof) return 'checklist.evidence-missing';
    if (answer !== 'done' && !note) return 'checklist.reason-missing';
    if (answer === 'cannot' && until === 'none') return 'checklist.until-missing';
    return until === 'past' ? 'checklist.until-passed' : null;
  }
}

export const isOpenMessage = ({ state }: MessageModel): boolean => ['draft', 'submitted', 'returned'].includes(state);
export { isOpen };

const rank = (level: WarningLevel): number => LEVELS.indexOf(levelOf(level));
const differs = (before: GivenAnswer | undefined, now: GivenAnswer): boolean => before !== undefined && JSON.stringify(before) !== JSON.stringify(now);

const FOLLOWS: Record<Kind, readonly WarningWord[]> = {
  issue: ['drafted'],
  raise: ['issued'],
  lower: ['issued'],
  suspend: ['issued'],
  resume: ['suspended'],
  lift: ['issued', 'suspended'],
  revoke: ['issued', 'suspended'],
};
