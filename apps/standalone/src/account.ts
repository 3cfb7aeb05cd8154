import 'reflect-metadata';
import { CommandBus } from '@nestjs/cqrs';
import { parseArgs } from 'node:util';
import { MIGRATIONS } from '#config/contexts';
import { readEnvironment } from '#config/environment';
import { FoundJurisdiction } from '#directory';
import { LoadAccount, ROLES, type Role } from '#identity';
import { Database, migrate } from '#platform';
import { StartProblem } from './advice.js';
import { reachDatabase } from './reach-database.js';
import { withContexts } from './tool-context.js';
import { failed } from './tool-end.js';

const USAGE = `npm run account -- create --role ROLE [--username NAME] [--name "FULL NAME"] [--jurisdiction NAME [--above NAME]]
Makes an account and prints a link that sets its password once. ROLE is one of ${ROLES.join(', ')}.
--above names the jurisdiction above (both stand in this database): its published plans are what plans here may follow.`;

interface Wanted {
  readonly role: Role;
  readonly username: string;
  readonly name: string;
  readonly jurisdiction: string | undefined;
  readonly above: string | undefined;
}

/** `npm run account -- create`: the way in on an empty server, where no administrator exists yet. */
async function main(): Promise<void> {
  const wanted = read();
  const environment = readEnvironment();
  const stop = await reachDatabase(environment);
  try {
    await migrate(environment.DATABASE_URL!, MIGRATIONS);
    const { token, useBy } = await withContexts(environment, async (app) => {
      const commands = app.get(CommandBus);
      const jurisdictionId = await jurisdictionOf(app.get(Database), commands, wanted.jurisdiction);
      if (wanted.jurisdiction && wanted.above) await commands.execute(new FoundJurisdiction({ name: wanted.jurisdiction, level: 'district', above: wanted.above }));
      const account = { username: wanted.username, name: wanted.name, roles: [wanted.role] };
      const { invitation } = await commands.execute(new LoadAccount(jurisdictionId, account));
      return invitation!;
    });
    const address = environment.PUBLIC_URL ?? `http://${environment.HOST}:${environment.PORT}`;
    process.stdout.write(`Account ${wanted.username} (${wanted.role}). Set its password once, before ${useBy.toISOString()}:\n${address}/invitation#${token}\n`);
  } finally {
    stop();
  }
}

function read(): Wanted {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { role: { type: 'string' }, username: { type: 'string' }, name: { type: 'string' }, jurisdiction: { type: 'string' }, above: { type: 'string' } },
  });
  const role = ROLES.find((known) => known === values.role);
  if (positionals[0] !== 'create' || !role) throw new StartProblem(USAGE);
  return { role, username: values.username ?? role, name: values.name ?? role, jurisdiction: values.jurisdiction, above: values.above };
}

/** The one that is named, the only one there is, or a first one to be renamed later. */
async function jurisdictionOf(database: Database, commands: CommandBus, name: string | undefined): Promise<string> {
  const known = await database.query<{ id: string }>('SELECT id FROM directory_jurisdiction WHERE $1::text IS NULL OR name = $1', [name ?? null]);
  if (known.length === 1) return known[0]!.id;
  if (known.length > 1) throw new StartProblem('Several jurisdictions stand in this database. Name one: --jurisdiction NAME');
  return (await commands.execute(new FoundJurisdiction({ name: name ?? '本辖区', level: 'district' }))).id;
}

main().catch(failed);
