import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 捆: what lead units and commanders are to hear of many silent checklists, until it is said by one notice. */
export class ChecklistBundle1795402101000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE checklist_bundle (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        response_id     uuid NOT NULL,
        exercise        boolean NOT NULL,
        clock           text NOT NULL,
        step            int NOT NULL,
        ring            text NOT NULL CONSTRAINT checklist_bundle_is_shared CHECK (ring IN ('lead', 'commander')),
        unit_id         bigint NOT NULL,
        person_id       bigint NOT NULL,
        round           int NOT NULL,
        checklists      int NOT NULL CONSTRAINT checklist_bundle_has_checklists CHECK (checklists > 0),
        first_checklist bigint NOT NULL,
        measures        text[] NOT NULL,
        at              timestamptz NOT NULL DEFAULT clock_now(),
        said_at         timestamptz
      );
      COMMENT ON TABLE checklist_bundle IS 'One row for each block of the clock engine and addressee. Rows of one step that wait together become one notice.';
      CREATE INDEX checklist_bundle_unsaid ON checklist_bundle (at) WHERE said_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE checklist_bundle');
  }
}
