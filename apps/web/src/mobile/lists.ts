import { listChecklists, listNotices, listReviews, type ChecklistRow, type NoticeView, type ReviewRow } from '@/core/api';
import { usePages, type Pages } from '@/core/pages';
import { has, isUnit } from '@/core/session';
import { orKept } from './offline/kept';

/** Lists that a page shows and the bar below counts; both read them once. */
export const useMyChecklists = (): Pages<ChecklistRow> =>
  usePages(['checklists', 'mine'], (cursor) => orKept(`checklists/${cursor ?? ''}`, () => listChecklists({ query: { mine: 'true', cursor }, throwOnError: true })), isUnit);

export const useMyReviews = (): Pages<ReviewRow> =>
  usePages(['reviews'], (cursor) => orKept(`reviews/${cursor ?? ''}`, () => listReviews({ query: { cursor }, throwOnError: true })), () => has('unit', 'unit-head'));

export const useMyNotices = (): Pages<NoticeView> =>
  usePages(['notices'], (cursor) => orKept(`notices/${cursor ?? ''}`, () => listNotices({ query: { cursor }, throwOnError: true })), isUnit);
