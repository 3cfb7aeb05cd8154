import type { JournalEntryView } from '../../../core/api';

export const REPLAYED = ['acknowledged', 'answered', 'accepted', 'returned', 'reminded', 'escalated', 'violations', 'stoodDown'] as const;
export type Counts = Record<(typeof REPLAYED)[number], number>;

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** State at a moment, told by the journal alone. A unit that acknowledged again after a change of level has acknowledged once. */
export function countsOf(entries: readonly JournalEntryView[]): Counts {
  const counts: Counts = { acknowledged: 0, answered: 0, accepted: 0, returned: 0, reminded: 0, escalated: 0, violations: 0, stoodDown: 0 };
  const [signed, answered] = [new Set<string>(), new Set<string>()];
  for (const { type, subject, data } of entries) {
    if (type === 'checklist.acknowledged') signed.add(subject);
    else if (type === 'checklist.items-answered') for (const { line } of (data.answers ?? []) as { line: number }[]) answered.add(`${subject} ${line}`);
    else if (type === 'checklist.item-reviewed') counts[data.verdict === 'returned' ? 'returned' : 'accepted'] += 1;
    else if (type === 'checklist.units-reminded') counts.reminded += lengthOf(data.checklistIds);
    else if (type === 'checklist.clock-rang') counts.escalated += typeof data.checklists === 'number' ? data.checklists : Math.max(1, lengthOf(data.checklistIds));
    else if (type === 'inspection.violation-logged') counts.violations += 1;
    else if (type === 'checklist.stood-down') counts.stoodDown += 1;
  }
  return { ...counts, acknowledged: signed.size, answered: answered.size };
}

/** Entries in the order of their happening, up to a moment. */
export const upTo = (entries: readonly JournalEntryView[], at: number): JournalEntryView[] => entries.filter((entry) => new Date(entry.at).getTime() <= at);
