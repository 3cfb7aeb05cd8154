import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be done: imported plans, their questions, and published versions that nothing can change. */
export class Plan1795305604000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE plan_plan (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        title           text NOT NULL,
        issuer          text,
        number          text,
        issued_on       date,
        season_from     date,
        season_to       date,
        state           text NOT NULL CONSTRAINT plan_plan_known_state CHECK (state IN ('draft', 'published', 'retired')),
        imported_by     uuid NOT NULL,
        imported_at     timestamptz NOT NULL,
        source_name     text NOT NULL,
        source_sha256   text NOT NULL CONSTRAINT plan_plan_sealed_source CHECK (source_sha256 ~ '^[0-9a-f]{64}$'),
        source          text NOT NULL,
        draft           jsonb NOT NULL,
        content         jsonb NOT NULL,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT plan_plan_season_runs_forward CHECK (season_from <= season_to)
      );
      CREATE INDEX plan_plan_by_jurisdiction ON plan_plan (jurisdiction_id, id);
      COMMENT ON COLUMN plan_plan.source IS 'The document or plan file verbatim, to be shown beside the measures.';
      COMMENT ON COLUMN plan_plan.draft IS 'What the reader made of the source. Never changed.';
      COMMENT ON COLUMN plan_plan.content IS 'Measures, levels and clocks; answers to questions are laid over it, not written into it.';

      CREATE TABLE plan_question (
        plan_id     uuid NOT NULL REFERENCES plan_plan,
        n           int NOT NULL,
        measure_no  text,
        field       text NOT NULL CONSTRAINT plan_question_known_field CHECK (field IN ('lead', 'responsible', 'support', 'deadline',
                      'phase', 'requirement', 'no', 'row', 'column', 'document', 'levels', 'lines')),
        reason      text NOT NULL CONSTRAINT plan_question_known_reason CHECK (reason IN ('missing', 'open_group', 'contradiction', 'misprint',
                      'ambiguous', 'outside_reference', 'unreadable', 'truncated', 'level', 'duplicate', 'unknown_unit', 'no_lines', 'no_levels')),
        raw         text,
        suggestion  text,
        answer      jsonb,
        answered_by uuid,
        answered_at timestamptz,
        note        text,
        PRIMARY KEY (plan_id, n),
        CONSTRAINT plan_question_answered_by_somebody CHECK (num_nulls(answer, answered_by, answered_at) IN (0, 3))
      );
      CREATE INDEX plan_question_open ON plan_question (plan_id) WHERE answer IS NULL;

      CREATE TABLE plan_version (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        plan_id         uuid NOT NULL CONSTRAINT plan_version_one_per_plan UNIQUE REFERENCES plan_plan,
        ordinal         int NOT NULL,
        title           text NOT NULL,
        published_at    timestamptz NOT NULL,
        published_by    uuid NOT NULL,
        in_force        boolean NOT NULL,
        CONSTRAINT plan_version_one_per_ordinal UNIQUE (jurisdiction_id, ordinal)
      );
      CREATE UNIQUE INDEX plan_version_one_in_force ON plan_version (jurisdiction_id) WHERE in_force;
      COMMENT ON COLUMN plan_version.ordinal IS 'The how-manieth plan that came into force in the jurisdiction.';

      CREATE TABLE plan_measure (
        version_id      uuid NOT NULL REFERENCES plan_version DEFERRABLE INITIALLY DEFERRED,
        no              text NOT NULL,
        ordinal         int NOT NULL,
        phase           text NOT NULL CONSTRAINT plan_measure_known_phase CHECK (phase IN ('remediation', 'key_period', 'emergency',
                          'capability', 'safeguard', 'long_term')),
        path            text[] NOT NULL,
        title           text NOT NULL,
        requirement     text NOT NULL,
        deadline        jsonb NOT NULL,
        levels          text[],
        confirm_minutes int,
        PRIMARY KEY (version_id, no),
        CONSTRAINT plan_measure_one_per_ordinal UNIQUE (version_id, ordinal),
        CONSTRAINT plan_measure_known_levels CHECK (levels <@ ARRAY['III', 'II', 'I']),
        CONSTRAINT plan_measure_emergency_has_levels CHECK ((phase = 'emergency') = (levels IS NOT NULL AND confirm_minutes IS NOT NULL))
      );

      CREATE TABLE plan_line (
        version_id uuid NOT NULL,
        measure_no text NOT NULL,
        line_no    int NOT NULL,
        ordinal    int NOT NULL,
        slot       text,
        text       text NOT NULL,
        text_en    text,
        evidence   text[] NOT NULL CONSTRAINT plan_line_asks_for_evidence
                     CHECK (cardinality(evidence) > 0 AND evidence <@ ARRAY['photo', 'location', 'count', 'document']),
        levels     text[] NOT NULL CONSTRAINT plan_line_is_on_somewhere CHECK (cardinality(levels) > 0 AND levels <@ ARRAY['III', 'II', 'I']),
        PRIMARY KEY (version_id, measure_no, line_no),
        CONSTRAINT plan_line_one_per_ordinal UNIQUE (version_id, ordinal),
        FOREIGN KEY (version_id, measure_no) REFERENCES plan_measure
      );

      CREATE TABLE plan_assignment (
        version_id uuid NOT NULL,
        measure_no text NOT NULL,
        n          int NOT NULL,
        role       text NOT NULL CONSTRAINT plan_assignment_known_role CHECK (role IN ('lead', 'responsible', 'support')),
        unit_id    bigint,
        group_id   bigint,
        raw        text NOT NULL,
        PRIMARY KEY (version_id, measure_no, n),
        CONSTRAINT plan_assignment_unit_or_group CHECK (num_nonnulls(unit_id, group_id) = 1),
        CONSTRAINT plan_assignment_once UNIQUE NULLS NOT DISTINCT (version_id, measure_no, role, unit_id, group_id),
        FOREIGN KEY (version_id, measure_no) REFERENCES plan_measure
      );

      CREATE TABLE plan_level (
        version_id     uuid NOT NULL REFERENCES plan_version DEFERRABLE INITIALLY DEFERRED,
        warning_level  text NOT NULL CONSTRAINT plan_level_known_warning CHECK (warning_level IN ('yellow', 'orange', 'red')),
        response_level text NOT NULL CONSTRAINT plan_level_known_response CHECK (response_level IN ('III', 'II', 'I')),
        PRIMARY KEY (version_id, warning_level),
        CONSTRAINT plan_level_one_per_response UNIQUE (version_id, response_level)
      );

      CREATE TABLE plan_clock (
        version_id     uuid NOT NULL REFERENCES plan_version DEFERRABLE INITIALLY DEFERRED,
        clock          text NOT NULL CONSTRAINT plan_clock_known CHECK (clock IN ('acknowledge', 'confirm', 'stand_down')),
        within_minutes int NOT NULL CONSTRAINT plan_clock_runs CHECK (within_minutes > 0),
        ladder         jsonb NOT NULL,
        PRIMARY KEY (version_id, clock)
      );
    `);
    await this.guard(db);
    await this.show(db);
  }

  /** What is published stands as it was published, whoever asks: also for the owner of the tables. */
  private async guard(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO platform_transition VALUES ('plan', 'draft', 'published'), ('plan', 'published', 'retired');
      CREATE TRIGGER plan_plan_version BEFORE UPDATE ON plan_plan FOR EACH ROW EXECUTE FUNCTION platform_guard_version();
      CREATE TRIGGER plan_plan_state BEFORE UPDATE OF state ON plan_plan FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION platform_guard_state('plan');

      CREATE FUNCTION plan_keep_plan() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        open_columns text[] := CASE OLD.state WHEN 'draft' THEN '{state,version,content}' ELSE '{state,version}' END::text[];
      BEGIN
        IF to_jsonb(NEW) - open_columns IS DISTINCT FROM to_jsonb(OLD) - open_columns THEN
          RAISE EXCEPTION 'a % plan keeps its source, its importer and what was published', OLD.state USING ERRCODE = 'QK003';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER plan_plan_keeps BEFORE UPDATE ON plan_plan FOR EACH ROW EXECUTE FUNCTION plan_keep_plan();

      CREATE FUNCTION plan_keep_question() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- FOR SHARE: an answer and the publishing of its plan cannot pass each other.
        PERFORM 1 FROM plan_plan WHERE id = NEW.plan_id AND state = 'draft' FOR SHARE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the questions of a published plan are closed' USING ERRCODE = 'QK003';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER plan_question_keeps BEFORE INSERT OR UPDATE ON plan_question FOR EACH ROW EXECUTE FUNCTION plan_keep_question();

      CREATE FUNCTION plan_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.in_force OR to_jsonb(NEW) - 'in_force' IS DISTINCT FROM to_jsonb(OLD) - 'in_force' THEN
          RAISE EXCEPTION 'a version is written once; it may only go out of force' USING ERRCODE = 'QK003';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER plan_version_keeps BEFORE UPDATE ON plan_version FOR EACH ROW EXECUTE FUNCTION plan_keep_version();

      -- The row of the version comes last and is the seal: from then on nothing is added to it.
      CREATE FUNCTION plan_refuse_late_row() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM fresh JOIN plan_version version ON version.id = fresh.version_id) THEN
          RAISE EXCEPTION '%: nothing is added to a published version', TG_TABLE_NAME USING ERRCODE = 'QK003';
        END IF;
        RETURN NULL;
      END $$;
    `);
    for (const table of ['plan_measure', 'plan_line', 'plan_assignment', 'plan_level', 'plan_clock']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_sealed AFTER INSERT ON ${table} REFERENCING NEW TABLE AS fresh
          FOR EACH STATEMENT EXECUTE FUNCTION plan_refuse_late_row();
        CREATE TRIGGER ${table}_is_insert_only BEFORE UPDATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
      `);
    }
    for (const table of TABLES) {
      await db.query(`CREATE TRIGGER ${table}_stays BEFORE DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change()`);
    }
  }

  private async show(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION plan_face_in_force(in_jurisdiction uuid)
      RETURNS TABLE (plan_id uuid, version_id uuid, title text, ordinal int) LANGUAGE sql STABLE AS $$
        SELECT v.plan_id, v.id, v.title, v.ordinal FROM plan_version v WHERE v.jurisdiction_id = in_jurisdiction AND v.in_force
      $$;

      CREATE FUNCTION plan_face_versions(in_jurisdiction uuid)
      RETURNS TABLE (plan_id uuid, version_id uuid, title text, ordinal int) LANGUAGE sql STABLE AS $$
        SELECT v.plan_id, v.id, v.title, v.ordinal FROM plan_version v WHERE v.jurisdiction_id = in_jurisdiction
      $$;

      CREATE FUNCTION plan_face_levels(in_version uuid)
      RETURNS TABLE (warning_level text, response_level text) LANGUAGE sql STABLE AS $$
        SELECT l.warning_level, l.response_level FROM plan_level l WHERE l.version_id = in_version
      $$;

      CREATE FUNCTION plan_face_clocks(in_version uuid)
      RETURNS TABLE (clock text, within_minutes int, ladder jsonb) LANGUAGE sql STABLE AS $$
        SELECT c.clock, c.within_minutes, c.ladder FROM plan_clock c WHERE c.version_id = in_version
      $$;

      CREATE FUNCTION plan_face_lines(in_version uuid)
      RETURNS TABLE (measure_no text, measure_title text, requirement text, line_no int, ordinal int, slot text, text text, text_en text,
                     evidence text[], levels text[], confirm_minutes int) LANGUAGE sql STABLE AS $$
        SELECT m.no, m.title, m.requirement, l.line_no, l.ordinal, l.slot, l.text, l.text_en, l.evidence, l.levels, m.confirm_minutes
          FROM plan_line l JOIN plan_measure m ON m.version_id = l.version_id AND m.no = l.measure_no
         WHERE l.version_id = in_version AND m.phase = 'emergency'
      $$;

      CREATE FUNCTION plan_face_assignments(in_version uuid)
      RETURNS TABLE (measure_no text, role text, unit_id bigint, group_id bigint) LANGUAGE sql STABLE AS $$
        SELECT a.measure_no, a.role, a.unit_id, a.group_id
          FROM plan_assignment a JOIN plan_measure m ON m.version_id = a.version_id AND m.no = a.measure_no
         WHERE a.version_id = in_version AND m.phase = 'emergency'
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION plan_face_assignments(uuid), plan_face_lines(uuid), plan_face_clocks(uuid), plan_face_levels(uuid), plan_face_versions(uuid), plan_face_in_force(uuid);
      DROP TABLE ${[...TABLES].reverse().join(', ')};
      DROP FUNCTION plan_refuse_late_row(), plan_keep_version(), plan_keep_question(), plan_keep_plan();
      DELETE FROM platform_transition WHERE machine = 'plan';
    `);
  }
}

const TABLES = ['plan_plan', 'plan_question', 'plan_version', 'plan_measure', 'plan_line', 'plan_assignment', 'plan_level', 'plan_clock'];
