import { Injectable, Logger } from '@nestjs/common';
import { Database, Store } from '#platform';
import { FileMissing } from '../evidence.events.js';
import { LeftBehind } from './left-behind.js';

interface Row {
  id: string;
  names: string[];
  reported: boolean;
}

const ROWS = `
  SELECT id, ARRAY[original_file, served_file, thumbnail_file] AS names, missing_since IS NOT NULL AS reported
    FROM evidence_photo WHERE sha256 >= $1 AND ($2::bytea IS NULL OR sha256 < $2)`;
const REPORT = `UPDATE evidence_photo SET missing_since = clock_now() WHERE id = $1 AND missing_since IS NULL RETURNING jurisdiction_id AS "jurisdictionId"`;
const BACK = `UPDATE evidence_photo SET missing_since = NULL WHERE id = ANY($1::uuid[])`;

/** The shelves of the evidence folder beside the rows that speak of them, one 256th at a time: by the first byte of the hash. */
@Injectable()
export class FilesAndRows {
  private readonly log = new Logger(FilesAndRows.name);

  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly leftBehind: LeftBehind,
  ) {}

  /** Files older than `before` that no row speaks of are moved aside; rows whose file is gone are reported, once. */
  async compare(first: number, before: Date): Promise<{ orphaned: number; missing: number }> {
    // Rows before files: a row never stands before its files, so what this listing lacks is truly gone.
    const rows = await this.database.query<Row>(ROWS, [Buffer.from([first]), first < 255 ? Buffer.from([first + 1]) : null]);
    const files = await this.leftBehind.list(first);
    const missing = await this.look(rows, files);
    const wanted = new Set(rows.flatMap((row) => row.names));
    return { missing, orphaned: await this.leftBehind.moveAside(files.filter((name) => !wanted.has(name)), before) };
  }

  private async look(rows: readonly Row[], files: readonly string[]): Promise<number> {
    const there = new Set(files);
    const back: string[] = [];
    let missing = 0;
    for (const row of rows) {
      const gone: string[] = [];
      for (const name of row.names) if (!there.has(name) && !(await this.leftBehind.bringBack(name))) gone.push(name);
      if (gone.length > 0 && !row.reported) missing += await this.report(row.id, gone);
      if (gone.length === 0 && row.reported) back.push(row.id);
    }
    if (back.length > 0) await this.database.query(BACK, [back]);
    return missing;
  }

  private report(id: string, gone: readonly string[]): Promise<number> {
    return this.store.whole(async () => {
      const [photo] = await this.database.query<{ jurisdictionId: string }>(REPORT, [id]);
      if (!photo) return 0;
      const files = gone.map((name) => name.slice(0, name.indexOf('/')));
      await this.store.append(new FileMissing(photo.jurisdictionId, id, files));
      this.log.error(`photo ${id}: no file in ${files.join(', ')}; restore it from the backup`);
      return 1;
    });
  }
}
