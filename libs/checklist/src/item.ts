import { EVIDENCE_KINDS, type EvidenceKind } from '#plan';
import { AlreadyAccepted, AnsweredMeanwhile, EvidenceMissing, ItemWithdrawn, NoLongerOwed, NotForAnswer, NothingToReview, ReasonMissing, UntilMissing, UntilPassed } from './item.refusals.js';

export { EVIDENCE_KINDS, type EvidenceKind };
export const ITEM_ROLES = ['responsible', 'lead', 'support'] as const;
export type ItemRole = (typeof ITEM_ROLES)[number];
export const ITEM_STATES = ['informed', 'open', 'returned', 'done', 'partly', 'cannot', 'not_applicable', 'accepted', 'withdrawn'] as const;
export type ItemState = (typeof ITEM_STATES)[number];
/** 已落实, 部分落实, 未落实, 不涉及. */
export const ANSWERS = ['done', 'partly', 'cannot', 'not_applicable'] as const;
export type Answer = (typeof ANSWERS)[number];
export const VERDICTS = ['accepted', 'returned'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What decisions look at: one line for one unit. */
export interface Item {
  readonly state: ItemState;
  readonly role: ItemRole;
  readonly evidence: readonly EvidenceKind[];
}

export interface GivenAnswer {
  readonly answer: Answer;
  readonly note: string | null;
  readonly count: number | null;
  readonly untilAt: Date | null;
  readonly hasLocation: boolean;
  readonly document: string | null;
  readonly photos: number;
  /** Somebody else has answered since the sender last looked. */
  readonly isOvertaken: boolean;
}

const isAnswer = (state: ItemState): state is Answer => (ANSWERS as readonly string[]).includes(state);
/** Waits for an answer of its unit. */
export const isOpen = (state: ItemState): boolean => state === 'open' || state === 'returned';

/**
 * 反馈. "Done" comes with the evidence the line asks for; everything else says why, and "cannot" until when.
 * An answer may be corrected until it is reviewed, by somebody who has seen it: two phones of one unit overwrite nothing in silence.
 */
export function answer(item: Item, given: GivenAnswer, at: Date): Answer {
  if (item.state === 'withdrawn') throw new ItemWithdrawn();
  if (item.role !== 'responsible' || item.state === 'informed') throw new NotForAnswer();
  if (item.state === 'accepted') throw new AlreadyAccepted();
  if (given.isOvertaken) throw new AnsweredMeanwhile();
  if (given.answer === 'done') {
    const missing = item.evidence.filter((kind) => !isGiven(kind, given));
    if (missing.length > 0) throw new EvidenceMissing(missing);
  } else if (!given.note) {
    throw new ReasonMissing();
  }
  if (given.answer === 'cannot' && !given.untilAt) throw new UntilMissing();
  if (given.untilAt && given.untilAt <= at) throw new UntilPassed();
  return given.answer;
}

function isGiven(kind: EvidenceKind, given: GivenAnswer): boolean {
  switch (kind) {
    case 'photo':
      return given.photos > 0;
    case 'location':
      return given.hasLocation;
    case 'count':
      return given.count !== null;
    case 'document':
      return given.document !== null || given.photos > 0;
  }
}

/**
 * 审核: an answer is accepted, or returned with a reason; then the item is open again on the sender's phone. Once the
 * warning is lifted nobody has to answer any more, so nothing is returned.
 */
export function review({ state, lifted }: { readonly state: ItemState; readonly lifted: boolean }, verdict: Verdict, reason: string | null): Verdict {
  if (!isAnswer(state)) throw new NothingToReview(state);
  if (verdict === 'returned' && lifted) throw new NoLongerOwed();
  if (verdict === 'returned' && !reason) throw new ReasonMissing();
  return verdict;
}
