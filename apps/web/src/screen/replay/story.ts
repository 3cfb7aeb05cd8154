import type { FindingPlace, HistoryPoint, JournalEntryView, ProgressHistoryView, ResponseView, WarningLevel } from '../../core/api';

export interface Moment {
  readonly level: WarningLevel;
  readonly state: ResponseView['state'];
  readonly point: HistoryPoint | null;
  /** Newest first, as the live wall has them. */
  readonly entries: readonly JournalEntryView[];
  readonly findings: readonly FindingPlace[];
}

const LEVELS = new Set(['warning.level-raised', 'warning.level-lowered']);
const STATES: Readonly<Record<string, ResponseView['state']>> = { 'warning.suspended': 'suspended', 'warning.resumed': 'active', 'warning.lifted': 'lifted', 'response.closed': 'closed' };

/**
 * How things stood at a moment, from the journal and the rows alone: nobody wrote a film. `entries` come newest first, as the timeline
 * tells them. Where the journal begins later than the moment (a long story cut short), the first level it knows stands in.
 */
export function momentOf(at: number, response: ResponseView, entries: readonly JournalEntryView[], history: ProgressHistoryView, findings: readonly FindingPlace[]): Moment {
  const before = entries.filter((entry) => new Date(entry.at).getTime() <= at);
  const level = before.find(({ type }) => LEVELS.has(type)) ?? [...entries].reverse().find(({ type }) => LEVELS.has(type));
  const turn = before.find(({ type }) => type in STATES);
  return {
    level: (level?.data.to as WarningLevel | undefined) ?? response.warningLevel,
    state: turn ? STATES[turn.type]! : 'active',
    point: [...history.points].reverse().find((point) => new Date(point.at).getTime() <= at) ?? null,
    entries: before,
    findings: findings.filter(({ foundAt }) => new Date(foundAt).getTime() <= at),
  };
}
