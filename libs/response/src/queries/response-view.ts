import { Choice, Count, Flag, Id, Instant, Parts, Text } from '#platform';
import { WARNING_LEVELS, type WarningLevel } from '#warning';
import { RESPONSE_LEVELS, RESPONSE_STATES, type ResponseLevel, type ResponseState } from '../response.js';

export class ResponseView {
  @Id() id!: string;
  @Id() warningId!: string;
  @Text() number!: string;
  @Choice(WARNING_LEVELS, { name: 'WarningLevel' }) warningLevel!: WarningLevel;
  @Choice(RESPONSE_LEVELS, { name: 'ResponseLevel' }) level!: ResponseLevel;
  @Count() revision!: number;
  @Choice(RESPONSE_STATES, { name: 'ResponseState' }) state!: ResponseState;
  @Flag() exercise!: boolean;
  @Count() speed!: number;
  @Text({ nullable: true, about: 'Title of the plan version frozen into it' }) planTitle!: string | null;
  @Instant() startsAt!: Date;
  @Instant() activatedAt!: Date;
  @Instant({ nullable: true }) suspendedAt!: Date | null;
  @Instant({ nullable: true }) liftedAt!: Date | null;
  @Flag({ about: 'Lifted because it should never have been issued' }) revoked!: boolean;
  @Instant({ nullable: true }) closedAt!: Date | null;
}

export class ResponsePage {
  @Parts(() => ResponseView) items!: ResponseView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

export const RESPONSE_COLUMNS = `
  r.id, r.warning_id AS "warningId", r.number, r.warning_level AS "warningLevel", r.level, r.revision, r.state, r.exercise, r.speed,
  r.starts_at AS "startsAt", r.activated_at AS "activatedAt", r.suspended_at AS "suspendedAt", r.lifted_at AS "liftedAt", r.revoked,
  r.closed_at AS "closedAt", (SELECT plan.title FROM plan_face_versions(r.jurisdiction_id) plan WHERE plan.version_id = r.plan_version_id) AS "planTitle"`;
