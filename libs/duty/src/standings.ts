import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Standing } from './handover.js';

const SQL = `
  SELECT (SELECT count(*)::int FROM warning_face_series($1) WHERE state IN ('issued', 'suspended')) AS warnings,
         (SELECT count(*)::int FROM response_face_responses($1) WHERE state <> 'closed') AS responses,
         (SELECT count(*)::int FROM response_face_responses($1) response JOIN checklist_face_open($1) list USING (response_id) WHERE response.state <> 'closed') AS "openLists"`;

/** What is running in a jurisdiction now; asked in the transaction that writes it down. */
@Injectable()
export class Standings {
  constructor(private readonly database: Database) {}

  async now(jurisdictionId: string): Promise<Standing> {
    const [standing] = await this.database.query<Standing>(SQL, [jurisdictionId]);
    return standing!;
  }
}
