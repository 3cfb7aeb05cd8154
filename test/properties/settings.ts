import fc from 'fast-check';
import { seedOfCommit } from '../harness/seed-of-commit.js';

/** A sequence is shrunk at most so long; then the shortest one found so far is shown. */
const LONGEST_MS = 8 * 60_000;

const multiplier = (): number => Number(process.env.QK_PROPERTY_RUNS ?? 1);

/** How long a test may take: what it needs many times over, because shrinking a failure needs more runs than finding it. */
export const patience = (): number => Math.max(1, multiplier()) * (LONGEST_MS + 60_000);

/** Of five cases four are the same for every commit, and one is drawn by the commit itself: asked again it draws the same. */
const COMMITS_SHARE = 0.2;

/**
 * Holds for so many cases: most of them those of seed 1, the rest of the commit's own, so that each commit looks elsewhere and
 * still no run draws lots. QK_PROPERTY_RUNS multiplies them; QK_PROPERTY_SEED draws all of them by this seed, and with
 * QK_PROPERTY_PATH, as a failure prints both, shows one again.
 */
export async function holds<Case>(property: fc.IRawProperty<Case>, times: number, more: fc.Parameters<Case> = {}): Promise<void> {
  const { QK_PROPERTY_SEED: asked, QK_PROPERTY_PATH: path } = process.env;
  if (asked || path) return fc.assert(property, { ...told<Case>(times, Number(asked ?? 1)), ...more, ...(path ? { path } : {}) });
  await fc.assert(property, { ...told<Case>(times * (1 - COMMITS_SHARE), 1), ...more });
  await fc.assert(property, { ...told<Case>(times * COMMITS_SHARE, seedOfCommit()), ...more, examples: [] });
}

function told<Case>(times: number, seed: number): fc.Parameters<Case> {
  return {
    numRuns: Math.max(1, Math.round(times * multiplier())),
    interruptAfterTimeLimit: LONGEST_MS * Math.max(1, multiplier()),
    // Whoever only asks whether a bug is caught does not need its shortest story.
    ...(process.env.QK_PROPERTY_SHRINK === 'no' ? { endOnFailure: true, includeErrorInReport: true } : {}),
    seed,
  };
}

/** The commands of a failure, as it prints them: `replayPath` is part of the sequence's own words. */
export const replayPath = (): { replayPath?: string } => (process.env.QK_PROPERTY_REPLAY ? { replayPath: process.env.QK_PROPERTY_REPLAY } : {});
