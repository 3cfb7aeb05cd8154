import { DocumentRefused, type DocumentProblem } from './document-refusals.js';

/** What one file may cost. A real plan stays far below each of these. */
export const LIMITS = {
  bytes: 20 * 2 ** 20,
  parts: 2_000,
  expandedBytes: 64 * 2 ** 20,
  pages: 500,
  rows: 50_000,
  cells: 1_000_000,
  columns: 256,
} as const;

/** Refuses with `problem` where a count is above its limit. */
export function within(count: number, limit: number, problem: DocumentProblem): void {
  if (count > limit) throw new DocumentRefused(problem);
}
