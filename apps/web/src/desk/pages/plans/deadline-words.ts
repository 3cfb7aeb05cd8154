interface Deadline {
  readonly kind?: unknown;
  readonly text?: unknown;
  readonly date?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly event?: unknown;
}

/**
 * 时限 in words: as printed, or, in a plan that came as a file and has no printed words, its kind with the days or the event that belong to it.
 * `kindWord` names a kind in the reader's language.
 */
export function deadlineWords(deadline: Deadline, kindWord: (kind: string) => string): string {
  const { text, date, from, to, event } = deadline;
  if (typeof text === 'string' && text) return text;
  const days = [from, to].filter((day) => typeof day === 'string').join(' — ');
  return [kindWord(String(deadline.kind)), [date, days, event].find((part) => typeof part === 'string' && part)].filter(Boolean).join(' ');
}
