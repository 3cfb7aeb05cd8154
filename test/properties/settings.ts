import type fc from 'fast-check';

/** A sequence is shrunk at most so long; then the shortest one found so far is shown. */
const LONGEST_MS = 8 * 60_000;

const multiplier = (): number => Number(process.env.QK_PROPERTY_RUNS ?? 1);

/** How long a test may take: what it needs many times over, because shrinking a failure needs more runs than finding it. */
export const patience = (): number => Math.max(1, multiplier()) * (LONGEST_MS + 60_000);

/**
 * The parameters of a property that is told so many times in CI, of the same cases each time: a gate that draws lots is none.
 * QK_PROPERTY_RUNS multiplies that; QK_PROPERTY_SEED draws other cases, and with QK_PROPERTY_PATH, as a failure prints them, shows
 * one again.
 */
export function told<Case>(times: number): fc.Parameters<Case> {
  const { QK_PROPERTY_SEED: seed = '1', QK_PROPERTY_PATH: path } = process.env;
  return {
    numRuns: Math.max(1, Math.round(times * multiplier())),
    interruptAfterTimeLimit: LONGEST_MS * Math.max(1, multiplier()),
    // Whoever only asks whether a bug is caught does not need its shortest story.
    ...(process.env.QK_PROPERTY_SHRINK === 'no' ? { endOnFailure: true, includeErrorInReport: true } : {}),
    seed: Number(seed),
    ...(path ? { path } : {}),
  };
}

/** The commands of a failure, as it prints them: `replayPath` is part of the sequence's own words. */
export const replayPath = (): { replayPath?: string } => (process.env.QK_PROPERTY_REPLAY ? { replayPath: process.env.QK_PROPERTY_REPLAY } : {});
