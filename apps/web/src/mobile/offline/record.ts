import type { FieldStep, ItemAnswer, NewViolation, ProblemDocument, Recheck } from '@/core/api';

/** 草稿 stands in the drafts; from here on: 待传, 传输中, 已达, 被拒. `received` only upon the server's receipt. */
export type RecordState = 'waiting' | 'sending' | 'received' | 'refused';

/** What is sent. Photos carry the names of this phone until they go out. */
export type Sent =
  | { readonly kind: 'answers'; readonly checklistId: string; readonly items: ItemAnswer[] }
  | { readonly kind: 'acknowledgement'; readonly checklistId: string; readonly revision: number }
  | { readonly kind: 'stand-down'; readonly checklistId: string }
  | { readonly kind: 'finding'; readonly violation: NewViolation }
  | { readonly kind: 'rectification'; readonly problemId: string; readonly step: FieldStep }
  | { readonly kind: 'recheck'; readonly problemId: string; readonly step: Recheck };

export interface Refusal {
  readonly status: number;
  readonly document: Partial<ProblemDocument>;
}

/** One record of the outbox 发件箱. */
export interface OutboxRecord {
  /** Made here, and the idempotency key at the server: sent twice it counts once. */
  readonly key: string;
  /** The account it was written by; nobody else sees it, and it goes out under no other session. */
  readonly owner: string;
  /** What it is about, in words, as it stood on the screen. */
  readonly title: string;
  readonly sent: Sent;
  /** By the phone's own clock. The server's time decides. */
  readonly deviceAt: string;
  /** The same moment by the server's clock, as far as the phone knew it. */
  readonly at: string;
  /** To put it back where it was written: the draft it came from and what stood there. */
  readonly draft: { readonly name: string; readonly content: object } | null;
  state: RecordState;
  problem: Refusal | null;
  tries: number;
  /** Milliseconds by the phone's clock. */
  nextAt: number;
  receivedAt: string | null;
}

export function photosOf({ sent }: Pick<OutboxRecord, 'sent'>): string[] {
  if (sent.kind === 'answers') return [...new Set(sent.items.flatMap(({ photos }) => photos ?? []))];
  if (sent.kind === 'finding') return sent.violation.photos ?? [];
  return 'step' in sent ? (sent.step.photos ?? []) : [];
}

type Underway = Pick<OutboxRecord, 'key' | 'state' | 'sent'>;

/** 解除反馈 closes the checklist: what was said about it before goes first, or it would find the door shut. */
export const isBehind = ({ key, sent }: Underway, all: readonly Underway[]): boolean =>
  sent.kind === 'stand-down' && all.some((other) => other.key !== key && (other.state === 'waiting' || other.state === 'sending') && isAbout(other, sent.checklistId));

export const isAbout = ({ sent }: Pick<OutboxRecord, 'sent'>, checklistId: string): boolean => 'checklistId' in sent && sent.checklistId === checklistId && sent.kind !== 'stand-down';
