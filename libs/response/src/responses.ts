import { Injectable } from '@nestjs/common';
import { Database, RecordNotFound } from '#platform';
import type { WarningLevel } from '#warning';
import type { ResponseLevel } from './response.js';
import { ResponseEntity } from './response.entity.js';
import { LevelNotInPlan, NoPlanInForce, ResponseAlreadyInForce } from './response.refusals.js';

/** What the reactions to a warning have to look up. */
@Injectable()
export class Responses {
  constructor(private readonly database: Database) {}

  async idOfWarning(warningId: string): Promise<string> {
    const [row] = await this.database.query<{ id: string }>('SELECT id FROM response_response WHERE warning_id = $1', [warningId]);
    if (!row) throw new RecordNotFound('response to warning', warningId);
    return row.id;
  }

  /** Two warnings signed at the same moment: the second waits here, and then sees the first. */
  async refuseSecond(jurisdictionId: string, exercise: boolean): Promise<void> {
    await this.database.query(`SELECT pg_advisory_xact_lock(hashtext('response-in-force'), hashtext($1))`, [jurisdictionId]);
    const inForce = await this.database.manager.findOne(ResponseEntity, {
      where: [
        { jurisdictionId, exercise, state: 'active' },
        { jurisdictionId, exercise, state: 'suspended' },
      ],
    });
    if (inForce) throw new ResponseAlreadyInForce(inForce.number);
  }

  async planInForce(jurisdictionId: string): Promise<string> {
    const [row] = await this.database.query<{ id: string }>('SELECT version_id AS id FROM plan_face_in_force($1)', [jurisdictionId]);
    if (!row) throw new NoPlanInForce();
    return row.id;
  }

  async levelFor(planVersionId: string, warningLevel: WarningLevel): Promise<ResponseLevel> {
    const [row] = await this.database.query<{ level: ResponseLevel }>(
      'SELECT response_level AS level FROM plan_face_levels($1) WHERE warning_level = $2',
      [planVersionId, warningLevel],
    );
    if (!row) throw new LevelNotInPlan(warningLevel);
    return row.level;
  }
}
