import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, RecordNotFound, type Actor } from '#platform';
import { VIOLATION_COLUMNS, VIOLATION_SOURCES, type StepView, type ViolationDetail } from './violation-view.js';
import { onlyAssignedTo } from './violations.js';

export class ViolationById extends Query<ViolationDetail> {
  constructor(
    readonly actor: Actor,
    readonly id: string,
  ) {
    super();
  }
}

const ROW = `SELECT ${VIOLATION_COLUMNS} FROM ${VIOLATION_SOURCES} AND violation.id = $3`;
const STEPS = `
  SELECT step.step, step.note, step.photos, person.name AS "doneByName", step.at, coalesce(step.done_at, step.at) AS "doneAt", step.device_at AS "deviceAt",
         step.place, step.latitude, step.longitude
    FROM inspection_step step LEFT JOIN identity_face_users($1) person ON person.user_id = step.done_by
   WHERE step.problem_id = $2 ORDER BY step.id`;

@Answers(ViolationById)
export class ViolationByIdHandler implements IQueryHandler<ViolationById> {
  constructor(private readonly database: Database) {}

  async execute({ actor, id }: ViolationById): Promise<ViolationDetail> {
    const [row] = await this.database.query<ViolationDetail>(ROW, [actor.jurisdictionId, onlyAssignedTo(actor), id]);
    if (!row) throw new RecordNotFound('violation', id);
    return { ...row, steps: await this.database.query<StepView>(STEPS, [actor.jurisdictionId, id]) };
  }
}
