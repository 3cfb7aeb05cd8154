import type { RouteLocationRaw } from 'vue-router';
import type { KeptDraft } from '../../offline/database';
import type { FeedbackDraft } from '../checklist/feedback';
import { saysSomething, type StepDraft } from '../ledger/step-draft';
import { emptyFinding } from '../log/finding-draft';

export interface DraftShown {
  readonly key: string;
  readonly word: string;
  readonly n: number;
  readonly at: string;
  readonly to: RouteLocationRaw;
}

/** 草稿 as the outbox lists it; null: nothing is filled in. */
export function draftShown({ key, name, content, at }: KeptDraft): DraftShown | null {
  if (name === 'finding') return JSON.stringify(content) === JSON.stringify(emptyFinding()) ? null : { key, at, n: 1, word: 'phone.outbox.draft.finding', to: { name: 'log' } };
  const [about, id] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
  if (about === 'rectify' || about === 'recheck') return saysSomething(content as StepDraft) ? { key, at, n: 1, word: `phone.outbox.draft.${about}`, to: { name: about === 'rectify' ? 'problem' : 'recheck', params: { id } } } : null;
  const n = Object.keys((content as FeedbackDraft).lines ?? {}).length;
  return n === 0 ? null : { key, at, n, word: 'phone.outbox.draft.answers', to: { name: 'checklist', params: { id } } };
}
