import type { ResponseLevel } from '#plan';
import { CLOCKS, LEVELS, leadsOf, linesOf, rosterOf, type FrozenLine, type PlanShape, type Role } from './plan-shape.js';

export type AnswerWord = 'done' | 'partly' | 'cannot' | 'not_applicable';
export type ItemWord = 'informed' | 'open' | 'returned' | AnswerWord | 'accepted' | 'withdrawn';

export interface ItemModel {
  readonly role: Role;
  state: ItemWord;
  /** The line whose answer it keeps after the level was relaxed; null: its own. */
  answerLine: number | null;
  confirmBy: number;
  step: number;
}

export interface ListModel {
  revision: number;
  delivered: boolean;
  read: boolean;
  acknowledged: boolean;
  stoodDown: boolean;
  excused: boolean;
  acknowledgeBy: number | null;
  standDownBy: number | null;
  acknowledgeStep: number;
  standDownStep: number;
  answers: number;
  reviews: number;
  readonly items: Map<number, ItemModel>;
}

const ANSWERED: readonly ItemWord[] = ['done', 'partly', 'cannot', 'not_applicable'];
export const isAnswered = (state: ItemWord): boolean => ANSWERED.includes(state);
export const isOpen = (state: ItemWord): boolean => state === 'open' || state === 'returned';
const isHeld = ({ state }: ItemModel): boolean => state !== 'withdrawn';

/** 清单 as the design tells them, in minutes of a clock of its own: what the product's SQL has to come to. */
export class ChecklistsModel {
  readonly lists = new Map<string, ListModel>();
  readonly lines: ReadonlyMap<number, FrozenLine>;

  constructor(private readonly plan: PlanShape) {
    this.lines = new Map(linesOf(plan).map((line) => [line.id, line]));
  }

  line(id: number): FrozenLine {
    return this.lines.get(id)!;
  }

  leads(line: number): readonly string[] {
    return leadsOf(this.plan, this.line(line));
  }

  wanted(level: ResponseLevel): Map<string, Map<number, Role>> {
    return rosterOf(this.plan, level);
  }

  issue(level: ResponseLevel, now: number): void {
    for (const [unit, lines] of this.wanted(level)) {
      const list = this.opened(unit, 1, now);
      for (const [line, role] of lines) list.items.set(line, this.begun(role, line, now));
    }
  }

  /** 差异: what stays is left alone, what starts is added, what a line of its slot replaces gives way to it, what stops is withdrawn. */
  revise(from: ResponseLevel, to: ResponseLevel, revision: number, now: number): void {
    const goesDown = LEVELS.indexOf(to) < LEVELS.indexOf(from);
    const roster = this.wanted(to);
    for (const unit of new Set([...roster.keys(), ...this.lists.keys()])) {
      const held = new Map([...(this.lists.get(unit)?.items ?? [])].filter(([, item]) => isHeld(item)));
      const wanted = roster.get(unit) ?? new Map<number, Role>();
      const started = [...wanted].filter(([line]) => !held.has(line));
      const stopped = [...held.keys()].filter((line) => !wanted.has(line));
      if (started.length + stopped.length === 0) continue;
      const before = new Map(stopped.map((line) => [line, { ...held.get(line)! }]));
      const list = this.opened(unit, revision, now);
      for (const line of stopped) list.items.get(line)!.state = 'withdrawn';
      for (const [line, role] of started) list.items.set(line, this.succeeding(role, line, goesDown ? before : new Map(), now));
    }
  }

  /** 解除: open lines are withdrawn, and everybody who is not excused has to stand down. */
  lift(revision: number, now: number): void {
    for (const list of this.lists.values()) {
      if (list.excused) continue;
      for (const item of list.items.values()) if (isOpen(item.state)) item.state = 'withdrawn';
      const standDown = { standDownBy: now + CLOCKS.standDown.withinMinutes, standDownStep: 0 };
      Object.assign(list, { revision, delivered: false, read: false, acknowledged: false, acknowledgeBy: null, ...standDown });
    }
  }

  /** 恢复: every deadline that still waits moves by the time the clocks stood still. */
  moveDeadlines(by: number): void {
    for (const list of this.lists.values()) {
      if (list.acknowledgeBy !== null && !list.excused) list.acknowledgeBy += by;
      for (const item of list.items.values()) if (isOpen(item.state)) item.confirmBy += by;
    }
  }

  answered(unit: string, pairs: readonly (readonly [line: number, state: AnswerWord])[]): void {
    const list = this.lists.get(unit)!;
    for (const [line, state] of pairs) Object.assign(list.items.get(line)!, { state, answerLine: null });
    list.answers += pairs.length;
    this.seen(list, true);
  }

  reviewed(unit: string, line: number, verdict: 'accepted' | 'returned', now: number): void {
    const list = this.lists.get(unit)!;
    const again = verdict === 'returned' ? { confirmBy: now + this.line(line).confirmMinutes, step: 0 } : {};
    Object.assign(list.items.get(line)!, { state: verdict, ...again });
    list.reviews++;
  }

  seen(list: ListModel, acknowledged = false): void {
    Object.assign(list, { delivered: true, read: true, acknowledged: list.acknowledged || acknowledged });
  }

  stoodDown(unit: string): void {
    const list = this.lists.get(unit)!;
    this.seen(list, true);
    list.stoodDown = true;
  }

  get allAreDown(): boolean {
    return [...this.lists.values()].every((list) => list.stoodDown || list.excused);
  }

  /** Every step that is due is taken, once. Nothing rings while the response is suspended. */
  ring(now: number): void {
    const due = (by: number, ladder: readonly number[]): number => ladder.filter((minutes) => by + minutes <= now).length;
    for (const list of this.lists.values()) {
      if (list.stoodDown || list.excused) continue;
      if (!list.acknowledged && list.acknowledgeBy !== null) list.acknowledgeStep = Math.max(list.acknowledgeStep, due(list.acknowledgeBy, CLOCKS.acknowledge.ladder));
      if (list.standDownBy !== null) list.standDownStep = Math.max(list.standDownStep, due(list.standDownBy, CLOCKS.standDown.ladder));
      for (const item of list.items.values()) if (isOpen(item.state)) item.step = Math.max(item.step, due(item.confirmBy, CLOCKS.confirm.ladder));
    }
  }

  private opened(unit: string, revision: number, now: number): ListModel {
    const list: ListModel = this.lists.get(unit) ?? { ...NEW, items: new Map() };
    Object.assign(list, { revision, delivered: false, read: false, acknowledged: false, acknowledgeStep: 0, acknowledgeBy: now + CLOCKS.acknowledge.withinMinutes });
    this.lists.set(unit, list);
    return list;
  }

  private begun(role: Role, line: number, now: number): ItemModel {
    const state = role === 'responsible' ? 'open' : 'informed';
    return { role, state, answerLine: null, confirmBy: now + this.line(line).confirmMinutes, step: 0 };
  }

  /** A milder line keeps the answer that was given to the stricter one, whichever line that answer stands at. */
  private succeeding(role: Role, line: number, givesWay: ReadonlyMap<number, ItemModel>, now: number): ItemModel {
    const { slot, measure } = this.line(line);
    const partner = [...givesWay].find(([other]) => slot !== null && this.line(other).slot === slot && this.line(other).measure === measure);
    const item = this.begun(role, line, now);
    if (!partner || role !== 'responsible' || partner[1].state === 'open') return item;
    return { ...item, state: partner[1].state, answerLine: partner[1].answerLine ?? partner[0] };
  }
}

const NEW: Omit<ListModel, 'items'> = {
  revision: 1,
  ...{ delivered: false, read: false, acknowledged: false, stoodDown: false, excused: false },
  ...{ acknowledgeBy: null, standDownBy: null, acknowledgeStep: 0, standDownStep: 0, answers: 0, reviews: 0 },
};
