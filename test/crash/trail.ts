import path from 'node:path';
import type pg from 'pg';
import { checkJournal, isRoot, SealFile } from '#platform';
import type { Breach } from './invariants.js';

const LAST_SEAL = 'SELECT max(n)::text AS n FROM journal_seal';

/** Where the sealer puts the roots that it exports, as far as they reach now: what is exported after a snapshot is not in it. */
export const rootsOf = (dataDir: string): Promise<SealFile> => new SealFile(path.join(dataDir, 'seals', 'roots.jsonl')).asOfNow();

/** Whether the last seal is in the file: one that was signed when its sealer died is exported by the next, who has to be elected first. */
export async function isExported(client: pg.Client, roots: SealFile): Promise<boolean> {
  const [last] = (await client.query<{ n: string | null }>(LAST_SEAL)).rows;
  let exported: string | null = null;
  for await (const line of roots.read()) if (line && isRoot(line)) exported = line.n;
  return exported === last!.n;
}

/** I10: what an auditor would run. At rest nothing may be late, so it is given no patience: each row under a seal, each seal in the file. */
export async function trail(client: pg.Client, roots: SealFile): Promise<Breach> {
  const { finding } = await checkJournal(client, { roots, keys: null, patience: 0 });
  const rows = finding ? [{ verdict: 'broken' as const, ...finding }] : [];
  return { invariant: 'trail-verifies', says: 'I10: the check of the product finds every row as it was sealed, every seal linked, signed and exported.', rows };
}
