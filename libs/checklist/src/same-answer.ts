import type { AnswerInput } from './commands/answers.js';
import type { Answer } from './item.js';

/** What was kept under a key, as the database tells it. */
export interface KeptAnswer {
  readonly state: Answer;
  readonly note: string | null;
  readonly count: number | null;
  readonly untilAt: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly document: string | null;
  readonly photos: readonly string[];
}

/**
 * Whether the same answer arrives again. Another one under its key must not pass for it: its sender would be told that it
 * was taken, and it would be forgotten. The device's clock may have moved on meanwhile.
 */
export const isSameAnswer = (kept: KeptAnswer, given: AnswerInput): boolean =>
  JSON.stringify(comparable({ ...kept, answer: kept.state })) === JSON.stringify(comparable(given));

const comparable = ({ answer, note, count, untilAt, latitude, longitude, document, photos }: Omit<AnswerInput, 'photos'> & { readonly photos?: readonly string[] }) => [
  ...[answer, note ?? null, count ?? null, untilAt ? new Date(untilAt).getTime() : null],
  ...[latitude ?? null, longitude ?? null, document ?? null, photos ?? []],
];
