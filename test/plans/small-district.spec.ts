import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Actor, Database } from '#platform';
import { startPostgres, type EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';
import { Violations, ViolationsHandler } from '../../libs/inspection/src/queries/violations.js';
import { DEMO_TEMPLATE, makeDemoTemplate, makeTemplate } from '../harness/template.js';
import { lookedAt, scans, type PlanNode } from './plan.js';

const PROBLEMS = 20_000;
const PATIENCE_LOOKS = 240;

const FOUND = `
  WITH found AS (
    INSERT INTO inspection_violation (id, jurisdiction_id, response_id, exercise, unit_id, measure_no, category, description, place, found_at, logged_by)
    SELECT (lpad(to_hex(1790000000000 + n), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8000' || lpad(to_hex(n), 12, '0'))::uuid, officer.jurisdiction_id,
           '01900000-0000-7000-8000-000000000001', false, unit.id, '1', 'vehicle', '夜间检查', '北门', clock_now(), officer.id
      FROM generate_series(1, ${PROBLEMS}) n, (SELECT min(id) AS id FROM directory_unit) unit, (SELECT id, jurisdiction_id FROM identity_user WHERE username = 'xuncha01') officer
    RETURNING id, jurisdiction_id, logged_by)
  INSERT INTO inspection_problem (id, jurisdiction_id, state, logged_by) SELECT id, jurisdiction_id, 'logged', logged_by FROM found RETURNING jurisdiction_id AS "jurisdictionId"`;
const KNOWN = `SELECT count(*)::int AS tables FROM pg_stat_user_tables WHERE last_autoanalyze IS NOT NULL AND relname IN ('directory_unit', 'identity_user', 'inspection_violation', 'inspection_problem')`;

/**
 * A district of fifty units never had fifty-one changes, which is what autovacuum waits for by default: the planner took it for two
 * units, joined a ledger of a hundred thousand rows to the end for each page, and an export died of its timeouts.
 */
describe('a ledger of twenty thousand problems in a district of fifty units', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-small-'));
  let postgres: EmbeddedPostgres;
  let client: pg.Client;
  beforeAll(async () => {
    postgres = await startPostgres(folder, { settings: ['fsync=off', 'autovacuum_naptime=1s'] });
    await makeTemplate(postgres);
    await makeDemoTemplate(postgres, folder);
    client = new pg.Client({ connectionString: postgres.url(DEMO_TEMPLATE) });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read a page at a time once autovacuum has come by', async () => {
    const { jurisdictionId } = (await client.query<{ jurisdictionId: string }>(FOUND)).rows[0]!;
    let known = 0;
    for (let look = 0; known < 4 && look < PATIENCE_LOOKS; look++) {
      await sleep(250);
      known = (await client.query<{ tables: number }>(KNOWN)).rows[0]!.tables;
    }
    expect(known).toBe(4);
    let asked: [string, unknown[]] | null = null;
    const listening = { query: (sql: string, values: unknown[]) => Promise.resolve(((asked = [sql, values]), [])) } as unknown as Database;
    await new ViolationsHandler(listening).execute(new Violations({ jurisdictionId, roles: ['duty-officer'], unitId: null } as unknown as Actor, { limit: 50 }));
    const [sql, values] = asked!;
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values);
    const ofLedger = scans(rows[0]!['QUERY PLAN'][0]!.Plan).filter((scan) => scan['Relation Name'] === 'inspection_violation');
    expect(ofLedger.map(lookedAt)).toEqual([51]);
  });
});
