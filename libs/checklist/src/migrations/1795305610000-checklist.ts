import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 清单: who owes what in a response, what became of it, and the clocks that wait for it. */
export class Checklist1795305610000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE checklist_role AS ENUM ('responsible', 'lead', 'support');
      COMMENT ON TYPE checklist_role IS 'Strongest first: of several roles in one measure a unit keeps the first.';
      CREATE TYPE checklist_item_state AS ENUM ('informed', 'open', 'returned', 'done', 'partly', 'cannot', 'not_applicable', 'accepted', 'withdrawn');
      CREATE TABLE checklist_terms (
        response_id         uuid PRIMARY KEY,
        jurisdiction_id     uuid NOT NULL,
        plan_version_id     uuid NOT NULL,
        acknowledge_minutes int NOT NULL,
        confirm_minutes     int NOT NULL,
        stand_down_minutes  int NOT NULL,
        speed               int NOT NULL
      );
      COMMENT ON TABLE checklist_terms IS 'The time limits of one response, frozen when it was activated. Intervals are divided by speed (an exercise).';

      CREATE TABLE checklist_rung (
        response_id uuid NOT NULL REFERENCES checklist_terms,
        clock       text NOT NULL CONSTRAINT checklist_rung_known_clock CHECK (clock IN ('acknowledge', 'confirm', 'stand_down')),
        step        int NOT NULL,
        at_minutes  int NOT NULL,
        ring        text NOT NULL CONSTRAINT checklist_rung_known_ring CHECK (ring IN ('duty', 'head', 'lead', 'commander')),
        PRIMARY KEY (response_id, clock, step)
      );
      COMMENT ON COLUMN checklist_rung.at_minutes IS 'Counted from the deadline; below zero is before it.';

      CREATE TABLE checklist_line (
        response_id     uuid NOT NULL REFERENCES checklist_terms,
        line_id         int NOT NULL,
        measure_no      text NOT NULL,
        measure_title   text NOT NULL,
        requirement     text NOT NULL,
        line_no         int NOT NULL,
        slot            text,
        text            text NOT NULL,
        text_en         text,
        evidence        text[] NOT NULL,
        levels          text[] NOT NULL,
        confirm_minutes int,
        PRIMARY KEY (response_id, line_id)
      );
      COMMENT ON TABLE checklist_line IS 'The wording, frozen once per response; items hold keys, state and times only.';

      CREATE TABLE checklist_lead (
        response_id uuid NOT NULL REFERENCES checklist_terms,
        measure_no  text NOT NULL,
        unit_id     bigint NOT NULL,
        PRIMARY KEY (response_id, measure_no, unit_id)
      );

      CREATE TABLE checklist_checklist (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        response_id     uuid NOT NULL,
        unit_id         bigint NOT NULL,
        exercise        boolean NOT NULL,
        revision        int NOT NULL,
        items_total     int NOT NULL DEFAULT 0,
        items_answered  int NOT NULL DEFAULT 0,
        items_accepted  int NOT NULL DEFAULT 0,
        issued_at       timestamptz NOT NULL,
        sent_at         timestamptz,
        delivered_at    timestamptz,
        read_at         timestamptz,
        acknowledged_at timestamptz,
        completed_at    timestamptz,
        accepted_at     timestamptz,
        stood_down_at   timestamptz,
        excused_at      timestamptz,
        acknowledge_by  timestamptz,
        stand_down_by   timestamptz,
        acknowledge_step smallint NOT NULL DEFAULT 0,
        stand_down_step smallint NOT NULL DEFAULT 0,
        ring_at         timestamptz,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT checklist_one_per_unit_and_response UNIQUE (response_id, unit_id),
        CONSTRAINT checklist_counts_fit CHECK (items_accepted BETWEEN 0 AND items_answered AND items_answered <= items_total)
      ) WITH (fillfactor = 80);
      COMMENT ON COLUMN checklist_checklist.ring_at IS 'When a clock of this checklist has to be looked at next; null: nothing waits.';
      CREATE INDEX checklist_ringing ON checklist_checklist (ring_at) WHERE ring_at IS NOT NULL;
      CREATE INDEX checklist_by_unit ON checklist_checklist (unit_id, id);

      CREATE TABLE checklist_revision (
        checklist_id    bigint NOT NULL,
        revision        int NOT NULL,
        issued_at       timestamptz NOT NULL,
        sent_at         timestamptz,
        delivered_at    timestamptz,
        read_at         timestamptz,
        acknowledged_at timestamptz,
        completed_at    timestamptz,
        PRIMARY KEY (checklist_id, revision)
      );
      COMMENT ON TABLE checklist_revision IS 'How far an earlier revision got before a change of level opened the next one.';

      -- No foreign key and no second index: the item table is the one that grows by the million.
      CREATE TABLE checklist_item (
        checklist_id bigint NOT NULL,
        line_id      int NOT NULL,
        answer_line  int,
        role         checklist_role NOT NULL,
        state        checklist_item_state NOT NULL,
        confirm_step smallint NOT NULL DEFAULT 0,
        confirm_by   timestamptz,
        answered_at  timestamptz,
        PRIMARY KEY (checklist_id, line_id)
      ) WITH (fillfactor = 85);
      COMMENT ON COLUMN checklist_item.answer_line IS 'A relaxed item keeps the answer that was given to this stricter line.';

      CREATE TABLE checklist_answer (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        checklist_id bigint NOT NULL,
        line_id      int NOT NULL,
        client_key   text NOT NULL,
        state        checklist_item_state NOT NULL CONSTRAINT checklist_answer_known CHECK (state IN ('done', 'partly', 'cannot', 'not_applicable')),
        note         text,
        count        int,
        until_at     timestamptz,
        latitude     double precision,
        longitude    double precision,
        document     text,
        photos       uuid[] NOT NULL DEFAULT '{}',
        answered_by  uuid NOT NULL,
        device_at    timestamptz,
        at           timestamptz NOT NULL DEFAULT clock_now(),
        CONSTRAINT checklist_answer_once_per_key UNIQUE (checklist_id, line_id, client_key)
      );
      COMMENT ON COLUMN checklist_answer.client_key IS 'Made on the phone before sending: the same answer sent twice is one answer.';

      CREATE TABLE checklist_review (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        checklist_id bigint NOT NULL,
        line_id      int NOT NULL,
        answer_id    bigint NOT NULL,
        verdict      text NOT NULL CONSTRAINT checklist_review_known CHECK (verdict IN ('accepted', 'returned')),
        reason       text,
        reviewed_by  uuid NOT NULL,
        at           timestamptz NOT NULL DEFAULT clock_now(),
        CONSTRAINT checklist_review_once UNIQUE (answer_id),
        CONSTRAINT checklist_review_return_says_why CHECK (verdict = 'accepted' OR reason IS NOT NULL)
      );
      CREATE SEQUENCE checklist_ring AS int CYCLE;
      CREATE INDEX checklist_review_by_item ON checklist_review (checklist_id, line_id);
    `);
    await db.query(`
      -- A machine of the item table in one function without a look-up: it runs a million times in a night.
      CREATE FUNCTION checklist_item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state = 'withdrawn' OR NEW.role <> 'responsible'
           OR OLD.state = 'withdrawn'
           OR NEW.state IN ('done', 'partly', 'cannot', 'not_applicable') AND OLD.state IN ('open', 'returned', 'done', 'partly', 'cannot', 'not_applicable')
           OR NEW.state IN ('accepted', 'returned') AND OLD.state IN ('done', 'partly', 'cannot', 'not_applicable') THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'checklist item may not go from % to %', OLD.state, NEW.state USING ERRCODE = 'QK001';
      END $$;
      CREATE TRIGGER checklist_item_state BEFORE UPDATE OF state ON checklist_item FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION checklist_item_guard();
      CREATE TRIGGER checklist_answer_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON checklist_answer
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();
      CREATE TRIGGER checklist_review_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON checklist_review
        FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse_change();

      CREATE FUNCTION checklist_after(at timestamptz, minutes int, speed int) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        'SELECT at + make_interval(secs => minutes * 60.0 / speed)';

      -- One number per row of a roster; their XOR tells two rosters apart, whatever the order of the rows.
      CREATE FUNCTION checklist_mark(unit_id bigint, line_id int, role checklist_role) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT hashint8extended(unit_id * 1048576 + line_id * 4 + CASE role WHEN 'responsible' THEN 0 WHEN 'lead' THEN 1 ELSE 2 END, 0) $$;

      -- 名册: who gets which line in which role at a level. The preview shows it and the raise inserts from it.
      CREATE FUNCTION checklist_roster(in_jurisdiction uuid, in_version uuid, in_level text)
      RETURNS TABLE (unit_id bigint, line_id int, role checklist_role) LANGUAGE sql STABLE AS $$
        SELECT strongest.unit_id, line.ordinal, strongest.role
          FROM (SELECT assigned.measure_no, coalesce(assigned.unit_id, member.unit_id) AS unit_id, min(assigned.role::checklist_role) AS role
                  FROM plan_face_assignments(in_version) assigned
                  LEFT JOIN directory_face_members(in_jurisdiction) member ON member.group_id = assigned.group_id
                 WHERE coalesce(assigned.unit_id, member.unit_id) IS NOT NULL
                 GROUP BY 1, 2) strongest
          JOIN plan_face_lines(in_version) line ON line.measure_no = strongest.measure_no
         WHERE in_level = ANY (line.levels)
      $$;

      -- 差异: what a change of level does, line by line and unit by unit.
      CREATE FUNCTION checklist_difference(in_jurisdiction uuid, in_response uuid, in_version uuid, in_level text)
      RETURNS TABLE (unit_id bigint, checklist_id bigint, line_id int, role checklist_role, effect text, state checklist_item_state,
                     partner_line int, partner_state checklist_item_state) LANGUAGE sql STABLE AS $$
        WITH held AS (
          SELECT list.unit_id, list.id AS checklist_id, item.line_id, item.role, item.state
            FROM checklist_checklist list JOIN checklist_item item ON item.checklist_id = list.id
           WHERE list.response_id = in_response AND item.state <> 'withdrawn'
        ), both_sides AS MATERIALIZED (
          SELECT unit_id, line_id, held.checklist_id, coalesce(wanted.role, held.role) AS role, held.state,
                 wanted.role IS NOT NULL AS is_wanted, held.role IS NOT NULL AS is_held, line.measure_no, line.slot
            FROM checklist_roster(in_jurisdiction, in_version, in_level) wanted
            FULL JOIN held USING (unit_id, line_id)
            JOIN checklist_line line USING (line_id)
           WHERE line.response_id = in_response
        )
        SELECT mine.unit_id, mine.checklist_id, mine.line_id, mine.role,
               CASE WHEN mine.is_wanted AND mine.is_held THEN 'continue'
                    WHEN mine.is_wanted THEN CASE WHEN partner.line_id IS NULL THEN 'start' ELSE 'succeed' END
                    ELSE CASE WHEN partner.line_id IS NULL THEN 'stop' ELSE 'give_way' END END,
               mine.state, partner.line_id, partner.state
          FROM both_sides mine
          LEFT JOIN both_sides partner
            ON mine.slot IS NOT NULL AND partner.slot = mine.slot AND partner.measure_no = mine.measure_no AND partner.unit_id = mine.unit_id
           AND partner.is_wanted <> mine.is_wanted AND partner.is_held <> mine.is_held AND mine.is_wanted <> mine.is_held
      $$;

      -- What a level would do: everything starts, or only the difference to a running response. $down: the level is lowered.
      CREATE FUNCTION checklist_effects(in_jurisdiction uuid, in_response uuid, in_version uuid, in_level text, down boolean)
      RETURNS TABLE (unit_id bigint, line_id int, role checklist_role, effect text, wanted boolean) LANGUAGE sql STABLE AS $$
        SELECT unit_id, line_id, role, 'start', true FROM checklist_roster(in_jurisdiction, in_version, in_level) WHERE in_response IS NULL
        UNION ALL
        SELECT unit_id, line_id, role,
               CASE WHEN effect <> 'succeed' THEN effect WHEN down THEN 'relax' ELSE 'tighten' END, effect IN ('start', 'continue', 'succeed')
          FROM checklist_difference(in_jurisdiction, in_response, in_version, in_level) WHERE in_response IS NOT NULL
      $$;

      CREATE FUNCTION checklist_face_open(in_jurisdiction uuid)
      RETURNS TABLE (checklist_id bigint, response_id uuid, unit_id bigint) LANGUAGE sql STABLE AS $$
        SELECT id, response_id, unit_id FROM checklist_checklist
         WHERE jurisdiction_id = in_jurisdiction AND stood_down_at IS NULL AND excused_at IS NULL
      $$;

      CREATE FUNCTION checklist_face_measures(in_response uuid)
      RETURNS TABLE (measure_no text, measure_title text) LANGUAGE sql STABLE AS $$
        SELECT DISTINCT measure_no, measure_title FROM checklist_line WHERE response_id = in_response
      $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION checklist_face_measures(uuid), checklist_face_open(uuid), checklist_effects(uuid, uuid, uuid, text, boolean), checklist_difference(uuid, uuid, uuid, text),
                    checklist_roster(uuid, uuid, text), checklist_mark(bigint, int, checklist_role), checklist_after(timestamptz, int, int);
      DROP TABLE checklist_review, checklist_answer, checklist_item, checklist_revision, checklist_checklist, checklist_lead, checklist_line,
                 checklist_rung, checklist_terms;
      DROP FUNCTION checklist_item_guard();
      DROP SEQUENCE checklist_ring;
      DROP TYPE checklist_item_state;
      DROP TYPE checklist_role;
    `);
  }
}
