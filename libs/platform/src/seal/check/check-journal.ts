import type { KeyObject } from 'node:crypto';
import type { SealFile } from '../seal-file.js';
import { ExportedRoots } from './exported-roots.js';
import { Found, type Finding } from './finding.js';
import { SealCheck } from './seal-check.js';
import { storedSeals, type Asked } from './stored-seals.js';
import { lookForUnsealed } from './unsealed.js';

export interface CheckOptions {
  /** The exported roots; null when there are none. */
  readonly roots: SealFile | null;
  /** The only keys that are believed; null to believe the exported file, or else the database. */
  readonly keys: ReadonlyMap<string, KeyObject> | null;
  /** A row that is older and still unsealed is a finding, and so is a seal that is older and not exported; seconds. */
  readonly patience: number;
  /** Heard after each seal: how far it is. What it throws ends the check. */
  readonly heard?: (soFar: SoFar) => Promise<void>;
}

export interface SoFar {
  readonly seals: number;
  readonly entries: number;
}

export interface CheckReport {
  readonly seals: number;
  /** Rows that are as they were sealed. */
  readonly entries: number;
  /** Rows too young to be sealed. */
  readonly waiting: number;
  /** Exported roots that agree; null when no file was read. */
  readonly roots: number | null;
  readonly signedBy: readonly string[];
  readonly lastSealAt: string | null;
  readonly finding: Finding | null;
}

/**
 * Checks the whole journal against its seals in one snapshot, in the order in which it was sealed, and stops at the first thing
 * that is wrong. It computes every leaf, tree and root itself and asks the database for nothing but rows; a few at a time.
 */
export async function checkJournal(database: Asked, options: CheckOptions): Promise<CheckReport> {
  const exported = options.roots && new ExportedRoots(options.roots);
  const check = new SealCheck(database, options.keys, exported);
  const report = { waiting: 0, finding: null as Finding | null };
  try {
    for await (const seal of storedSeals(database)) {
      await check.next(seal);
      await options.heard?.({ seals: check.seals, entries: check.entries });
    }
    await check.ends(options.patience);
    report.waiting = await lookForUnsealed(database, check.position, options.patience);
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    report.finding = error.finding;
  }
  return { ...report, seals: check.seals, entries: check.entries, roots: exported?.agreed ?? null, signedBy: [...check.signedBy], lastSealAt: check.lastAt };
}
