import { Choice, Count, Decimal, Flag, Id, IdList, Instant, Parts, Text } from '#platform';
import { PROBLEM_STATES, type ProblemState } from '../problem.js';
import { VIOLATION_CATEGORIES, type ViolationCategory } from '../violation.js';

export class ViolationView {
  @Id() id!: string;
  @Id({ nullable: true }) responseId!: string | null;
  @Flag() exercise!: boolean;
  @Id() unitId!: string;
  @Text() unitName!: string;
  @Text({ nullable: true, about: 'Township or subdistrict it lies in' }) parentName!: string | null;
  @Text({ nullable: true }) measureNo!: string | null;
  @Text({ nullable: true }) measureTitle!: string | null;
  @Choice(VIOLATION_CATEGORIES, { name: 'ViolationCategory' }) category!: ViolationCategory;
  @Text({ nullable: true }) description!: string | null;
  @Text({ nullable: true }) place!: string | null;
  @Decimal({ nullable: true }) latitude!: number | null;
  @Decimal({ nullable: true }) longitude!: number | null;
  @IdList() photos!: string[];
  @Instant() foundAt!: Date;
  @Instant({ nullable: true }) deviceAt!: Date | null;
  @Instant() loggedAt!: Date;
  @Text({ nullable: true }) loggedByName!: string | null;
  @Choice(PROBLEM_STATES, { name: 'ProblemState' }) state!: ProblemState;
  @Id({ nullable: true }) assignedUnitId!: string | null;
  @Text({ nullable: true }) assignedUnitName!: string | null;
  @Instant({ nullable: true }) rectifyBy!: Date | null;
  @Id({ nullable: true, about: 'Who reported it rectified last: he does not re-check it' }) rectifiedBy!: string | null;
  @Count({ about: 'Grows with every step' }) version!: number;
}

export class StepView {
  @Text() step!: string;
  @Text({ nullable: true }) note!: string | null;
  @IdList() photos!: string[];
  @Text({ nullable: true }) doneByName!: string | null;
  @Instant({ about: 'When the server received it' }) at!: Date;
  @Instant({ about: 'When it was done' }) doneAt!: Date;
  @Instant({ nullable: true }) deviceAt!: Date | null;
  @Text({ nullable: true }) place!: string | null;
  @Decimal({ nullable: true }) latitude!: number | null;
  @Decimal({ nullable: true }) longitude!: number | null;
}

export class ViolationDetail extends ViolationView {
  @Parts(() => StepView) steps!: StepView[];
}

export class ViolationPage {
  @Parts(() => ViolationView) items!: ViolationView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

export const VIOLATION_COLUMNS = `
  violation.id, violation.response_id AS "responseId", violation.exercise, violation.unit_id AS "unitId", unit.name AS "unitName", parent.name AS "parentName",
  violation.measure_no AS "measureNo",
  measure.measure_title AS "measureTitle",
  violation.category, violation.description, violation.place, violation.latitude, violation.longitude, violation.photos, violation.found_at AS "foundAt",
  violation.device_at AS "deviceAt", violation.logged_at AS "loggedAt", logger.name AS "loggedByName", problem.state,
  problem.assigned_unit_id AS "assignedUnitId", assigned.name AS "assignedUnitName", problem.rectify_by AS "rectifyBy", problem.rectified_by AS "rectifiedBy",
  problem.version`;

/** $1 jurisdiction, $2 the reader's unit when it sees only what is assigned to it, else null; of units that were searched for, or of all. */
const sources = (units: string): string => `
  inspection_violation violation
  JOIN inspection_problem problem ON problem.id = violation.id AND problem.jurisdiction_id = $1
  JOIN ${units} unit ON unit.unit_id = violation.unit_id
  LEFT JOIN directory_face_units($1) parent ON parent.unit_id = unit.parent_id
  LEFT JOIN directory_face_units($1) assigned ON assigned.unit_id = problem.assigned_unit_id
  LEFT JOIN identity_face_users($1) logger ON logger.user_id = violation.logged_by
  LEFT JOIN LATERAL (SELECT one.measure_title FROM checklist_face_measures(violation.response_id) one WHERE one.measure_no = violation.measure_no LIMIT 1) measure ON true
  WHERE violation.jurisdiction_id = $1 AND ($2::bigint IS NULL OR problem.assigned_unit_id = $2)`;

export const VIOLATION_SOURCES = sources('directory_face_units($1)');
/** $3: part of the unit's name or initials, or null. */
export const VIOLATIONS_FOUND = sources('directory_face_units_found($1, $3)');
