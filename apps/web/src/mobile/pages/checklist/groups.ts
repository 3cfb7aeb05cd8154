import type { ItemView } from '@/core/api';
import { isMine, isOpen } from '@/core/answering/line-draft';

export const VIEWS = ['open', 'answered', 'informed', 'withdrawn'] as const;
export type View = (typeof VIEWS)[number];

/** Lines of one measure, or those that came back, which stand on top whatever their measure. */
export interface Group {
  readonly key: string;
  /** Null: returned lines of several measures. */
  readonly measure: Pick<ItemView, 'measureNo' | 'measureTitle' | 'requirement' | 'leads' | 'exemptions'> | null;
  readonly items: readonly ItemView[];
}

/** 待反馈, 已反馈, 牵头·配合; a withdrawn line is nobody's any more and stands apart. */
export function viewOf(item: ItemView): View {
  if (item.state === 'withdrawn') return 'withdrawn';
  if (!isMine(item)) return 'informed';
  return isOpen(item) ? 'open' : 'answered';
}

export function groupsOf(items: readonly ItemView[], view: View): Group[] {
  const seen = items.filter((item) => viewOf(item) === view);
  const back = seen.filter((item) => item.state === 'returned');
  const measures = new Map<string, ItemView[]>();
  for (const item of seen) if (item.state !== 'returned') measures.set(item.measureNo, [...(measures.get(item.measureNo) ?? []), item]);
  return [...(back.length > 0 ? [{ key: 'returned', measure: null, items: back }] : []), ...[...measures].map(([key, of]) => ({ key, measure: of[0]!, items: of }))];
}
