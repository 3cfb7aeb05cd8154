import type { Answer, EvidenceKind, ItemAnswer, ItemView } from '../api';

/** A point on the ground, WGS 84 degrees; accuracy in metres, null when it was typed. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy: number | null;
  readonly at: string;
}

/** What is being filled in for one line, before it is sent. */
export interface LineDraft {
  answer: Answer | null;
  note: string;
  count: number | null;
  /** ISO 8601 with offset. */
  until: string | null;
  document: string;
  place: Place | null;
  /** Where, in words, for devices that do not say; they travel in the note. */
  placeWords: string;
  photos: string[];
  /** The latest answer of this line when this one was begun; null: there was none. */
  seen: string | null;
}

export const latestOf = (item: Pick<ItemView, 'answers'>): string | null => item.answers[0]?.id ?? null;

export const emptyLine = (item: Pick<ItemView, 'answers'>): LineDraft => ({ answer: null, note: '', count: null, until: null, document: '', place: null, placeWords: '', photos: [], seen: latestOf(item) });

/** Correcting an answer starts from what was said. */
export function correcting(item: Pick<ItemView, 'answers'>): LineDraft {
  const given = item.answers[0];
  if (!given) return emptyLine(item);
  const place = given.latitude !== null && given.longitude !== null ? { latitude: given.latitude, longitude: given.longitude, accuracy: null, at: given.at } : null;
  return { ...emptyLine(item), answer: given.state, note: given.note ?? '', count: given.count, until: given.untilAt, document: given.document ?? '', place, photos: [...given.photos] };
}

/** Answerable now: the unit's own line, not yet accepted and not withdrawn. */
export const isMine = (item: ItemView): boolean => item.role === 'responsible' && item.state !== 'withdrawn';
export const isOpen = (item: ItemView): boolean => isMine(item) && (item.state === 'open' || item.state === 'returned');

/** The evidence that is here already, as the chips of a line show it. What is enough is the server's to say. */
export function isGiven(kind: EvidenceKind, line: LineDraft): boolean {
  switch (kind) {
    case 'photo':
      return line.photos.length > 0;
    case 'location':
      return line.place !== null;
    case 'count':
      return line.count !== null;
    case 'document':
      return line.document.trim() !== '' || line.photos.length > 0;
  }
}

export const missingOf = (item: ItemView, line: LineDraft | undefined): EvidenceKind[] => item.evidence.filter((kind) => !line || !isGiven(kind, line));

/** 全部已落实: presets only lines whose evidence is here and that have no answer chosen yet. */
export const presettable = (items: readonly ItemView[], lines: Readonly<Record<string, LineDraft>>): ItemView[] =>
  items.filter((item) => isOpen(item) && !lines[item.id]?.answer && missingOf(item, lines[item.id]).length === 0);

/** As the server wants it; only what was filled in. `wordsAsNote` puts the place in words into the language of the page. */
export function toAnswer(itemId: string, line: LineDraft, wordsAsNote: (words: string) => string): ItemAnswer {
  const note = [line.note.trim(), line.placeWords.trim() && wordsAsNote(line.placeWords.trim())].filter(Boolean).join('\n');
  return {
    itemId,
    answer: line.answer!,
    ...(note ? { note } : {}),
    ...(line.count === null ? {} : { count: line.count }),
    ...(line.until && (line.answer === 'cannot' || line.answer === 'partly') ? { untilAt: line.until } : {}),
    ...(line.place ? { latitude: line.place.latitude, longitude: line.place.longitude } : {}),
    ...(line.document.trim() ? { document: line.document.trim() } : {}),
    ...(line.photos.length > 0 ? { photos: line.photos } : {}),
    seenAnswer: line.seen,
  };
}

/** Somebody else, or another device, has answered since this was begun. */
export const isOvertaken = (item: ItemView, line: LineDraft | undefined): boolean => Boolean(line?.answer) && line!.seen !== latestOf(item);

/** What the server would refuse, known before it is asked: an answer that waits for a signal must not come back hours later. */
export function lacking(item: ItemView, line: LineDraft, now: Date): { field: string; code: string } | null {
  if (isOvertaken(item, line)) return { field: 'answer', code: 'answered-meanwhile' };
  if (line.answer === 'done' && missingOf(item, line).length > 0) return { field: 'evidence', code: 'evidence-missing' };
  if (line.answer !== 'done' && !line.note.trim() && !line.placeWords.trim()) return { field: 'note', code: 'reason-missing' };
  if (line.answer === 'cannot' && !line.until) return { field: 'untilAt', code: 'until-missing' };
  const isAsked = line.answer === 'cannot' || line.answer === 'partly';
  return isAsked && line.until && new Date(line.until) <= now ? { field: 'untilAt', code: 'until-passed' } : null;
}
