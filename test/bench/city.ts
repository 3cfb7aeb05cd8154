import { CommandBus } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Environment } from '#config/environment';
import { FoundJurisdiction, RegisterUnit } from '#directory';
import { LoadAccount, Sessions, type Role } from '#identity';
import { ImportPlan, PublishPlan } from '#plan';
import { actingAs, type Actor } from '#platform';
import { withContexts } from '../../apps/standalone/src/tool-context.js';
import type { Size } from './ground.js';
import { planFile } from './plan-file.js';

export interface BenchCity {
  readonly jurisdictionId: string;
  readonly officer: string;
  readonly approver: string;
}

/** Units of the measured size by one statement; everything that decides (plan, accounts, roles) by the product's own commands. */
export async function buildCity(environment: Environment, database: Pool, size: Size): Promise<BenchCity> {
  return withContexts(environment, async (app) => {
    const commands = app.get(CommandBus);
    const { id: jurisdictionId } = await commands.execute(new FoundJurisdiction({ name: '测速市', level: 'city' }));
    const office = await commands.execute(new RegisterUnit({ jurisdictionId }, { name: '指挥部办公室', shortName: '指挥部', kind: 'command_office' }));
    await database.query(
      `INSERT INTO directory_unit (jurisdiction_id, name, short_name, initials, kind)
       SELECT $1, '企业' || n, '企业' || n, 'qy' || n, 'enterprise' FROM generate_series(1, $2::int) n`,
      [jurisdictionId, size.units],
    );
    const account = async (role: Role): Promise<Actor & { token: string }> => {
      const { id } = await commands.execute(new LoadAccount(jurisdictionId, { username: `bench-${role}`, name: role, unitId: office.id, roles: [role] }));
      const { token } = await app.get(Sessions).open(id, null);
      return { id, token, jurisdictionId, unitId: office.id, personId: null, roles: [role] };
    };
    const [officer, approver] = [await account('duty-officer'), await account('approver')];
    const source = { sourceName: 'bench.yaml', format: 'qingkong.plan/1' as const, text: planFile(size.items) };
    const { id: plan } = await actingAs({ actor: officer }, () => commands.execute(new ImportPlan(officer, source)));
    await actingAs({ actor: approver }, () => commands.execute(new PublishPlan(approver, plan, { reason: '测速市的企业没有账号。' })));
    await analyse(database);
    return { jurisdictionId, officer: officer.token, approver: approver.token };
  });
}

/** As autovacuum would have done: it leaves tables alone that nobody has written to yet. */
async function analyse(database: Pool): Promise<void> {
  const written = await database.query<{ name: string }>(`SELECT quote_ident(relname) AS name FROM pg_stat_user_tables WHERE schemaname = 'public' AND n_live_tup > 50`);
  for (const { name } of written.rows) await database.query(`VACUUM ANALYZE ${name}`);
}

/** The token of the n-th unit's account: known to the load generator, and to the database only as its hash. */
export const tokenOf = (n: number): string => createHash('sha256').update(`bench unit ${n}`).digest('base64url');

/** One account and one session for each of the first `count` units, by sets: signing in thousands of times is not what is measured. */
export async function openUnitSessions(database: Pool, jurisdictionId: string, count: number): Promise<void> {
  const hashes = Array.from({ length: count }, (_, n) => createHash('sha256').update(tokenOf(n)).digest());
  await database.query(
    `WITH unit AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM directory_unit WHERE jurisdiction_id = $1 AND kind = 'enterprise' ORDER BY id LIMIT $2),
     account AS (INSERT INTO identity_user (id, jurisdiction_id, username, name, unit_id) SELECT gen_random_uuid(), $1, 'unit-' || n, 'unit', id FROM unit RETURNING id, unit_id),
     grants AS (INSERT INTO identity_grant (user_id, role) SELECT id, 'unit' FROM account)
     INSERT INTO identity_session (id, token_hash, user_id, idle_by, ends_by)
     SELECT gen_random_uuid(), ($3::bytea[])[unit.n], account.id, clock_now() + interval '1 hour', clock_now() + interval '12 hours'
       FROM account JOIN unit ON unit.id = account.unit_id`,
    [jurisdictionId, count, hashes],
  );
  await analyse(database);
}
