import { Injectable } from '@nestjs/common';
import path from 'node:path';
import { Environment } from '#config/environment';
import { Database } from '../database/database.js';
import { SealFile, type KeyLine, type RootLine } from './seal-file.js';

/** The exported roots tell another history than the database: it was set back, or somebody changed one of the two. */
export class RootsDiffer extends Error {}

const PAGE = 1_000;

const EXPORTED = `SELECT encode(root, 'hex') AS root FROM journal_seal WHERE n = $1`;
const MISSING = `
  SELECT seal.n, encode(seal.root, 'hex') AS root, entries[1] AS first, entries[count] AS last, count, seal.at, key_id AS key, encode(signature, 'base64') AS signature
    FROM journal_seal seal WHERE n > $1 ORDER BY n LIMIT ${PAGE}`;
const KEYS = `SELECT id AS key, public_key AS "publicKey" FROM journal_seal_key WHERE id = ANY($1)`;

/** Carries every seal that the file lacks from the database to the file: the newest one, or all since a gap. */
@Injectable()
export class SealExport {
  private readonly file: SealFile;
  private readonly told = new Set<string>();

  constructor(
    environment: Environment,
    private readonly database: Database,
  ) {
    this.file = new SealFile(sealFileOf(environment));
  }

  async bringUpToDate(): Promise<void> {
    const last = await this.file.last();
    if (last) await this.refuseOtherHistory(last);
    else this.told.clear();
    for (let after = last?.n ?? '0'; ; ) {
      const rows = await this.database.query<RootLine>(MISSING, [after]);
      const keys = await this.newKeys(rows);
      await this.file.append([...keys, ...rows]);
      await this.file.appendKeys(keys);
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.n;
    }
  }

  private async refuseOtherHistory(last: RootLine): Promise<void> {
    const [row] = await this.database.query<{ root: string }>(EXPORTED, [last.n]);
    if (row?.root === last.root) return;
    const told = row ? `another root for seal ${last.n}` : `seal ${last.n}, which the database does not have`;
    throw new RootsDiffer(`${this.file.path} holds ${told}. Nothing more is sealed until somebody has looked: run npm run audit:verify, keep the file, and move it away if a backup was restored.`);
  }

  private async newKeys(rows: readonly RootLine[]): Promise<KeyLine[]> {
    const unknown = [...new Set(rows.map((row) => row.key))].filter((key) => !this.told.has(key));
    if (unknown.length === 0) return [];
    for (const key of unknown) this.told.add(key);
    return this.database.query<KeyLine>(KEYS, [unknown]);
  }
}

export const sealFileOf = (environment: Environment): string => environment.SEAL_FILE || path.join(environment.DATA_DIR, 'seals', 'roots.jsonl');
