import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 台账: newest first by every filter that it has, without reading what the filter leaves out. */
export class Ledger1795402102000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX inspection_violation_newest ON inspection_violation (jurisdiction_id, id);
      CREATE INDEX inspection_violation_by_category ON inspection_violation (jurisdiction_id, category, id);
      CREATE INDEX inspection_violation_by_unit ON inspection_violation (unit_id, id);
      CREATE INDEX inspection_violation_by_inspector ON inspection_violation (logged_by, id);
      CREATE INDEX inspection_problem_by_state ON inspection_problem (jurisdiction_id, state, id);
      CREATE INDEX inspection_problem_by_assigned ON inspection_problem (assigned_unit_id, id) WHERE assigned_unit_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX inspection_problem_by_assigned, inspection_problem_by_state, inspection_violation_by_inspector, inspection_violation_by_unit,
                 inspection_violation_by_category, inspection_violation_newest;
    `);
  }
}
