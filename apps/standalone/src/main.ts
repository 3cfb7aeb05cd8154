import 'reflect-metadata';
import { EnvironmentProblem, readEnvironment, type Environment } from '#config/environment';
import { MIGRATIONS } from '#config/contexts';
import { readChannels } from '#notification';
import { DatabaseProblem, migrate } from '#platform';
import { parseArgs } from 'node:util';
import { advice, StartProblem } from './advice.js';
import { chosenDemo, demoOf } from './demo/demo-file.js';
import { loadDemo, type LoadedDemo } from './demo/load-demo.js';
import { ensureDatabase, startPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { holdFolder } from './folder-lock.js';
import { Household } from './household.js';
import { refuseFullDisk, refuseTakenPort } from './preconditions.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await work();
  say(`  ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

/** `npm start`: the whole product on one machine, from an empty folder to a served page. */
async function main(): Promise<void> {
  const environment = readEnvironment(withArguments());
  chosenDemo(environment.DEMO);
  readChannels(environment.CHANNELS_FILE);
  await refuseTakenPort(environment);
  await refuseFullDisk(environment);
  const release = holdFolder(environment.DATA_DIR);
  let postgres: EmbeddedPostgres | null = null;
  const household = new Household(environment);
  const stop = once(async () => {
    say('Stopping …');
    await household.stop();
    postgres?.stop();
    release();
    say('Stopped. All data is kept.');
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop().then(() => process.exit(0)));
  try {
    if (!environment.DATABASE_URL) {
      postgres = await step('PostgreSQL started', () => startPostgres(environment.DATA_DIR));
      environment.DATABASE_URL = await ensureDatabase(postgres, 'qingkong');
    }
    await step('database migrated', () => migrate(environment.DATABASE_URL!, MIGRATIONS));
    const demo = postgres ? await step('demo district ready', () => loadDemo(environment)) : null;
    await step('api and worker started', () => household.start());
    welcome(environment, demo);
  } catch (error) {
    await household.stop();
    postgres?.stop();
    release();
    throw error;
  }
}

/** `npm start -- --demo NAME --nights` says the same as DEMO=NAME DEMO_NIGHTS=on. */
function withArguments(): NodeJS.ProcessEnv {
  try {
    const { values } = parseArgs({ options: { demo: { type: 'string' }, nights: { type: 'boolean' } } });
    return { ...process.env, ...(values.demo === undefined ? {} : { DEMO: values.demo }), ...(values.nights ? { DEMO_NIGHTS: 'on' } : {}) };
  } catch (error) {
    throw new StartProblem(`${(error as Error).message}\nnpm start takes two options: npm start -- --demo NAME --nights. Everything else is set by environment variables.`);
  }
}

function welcome(environment: Environment, demo: LoadedDemo | null): void {
  const address = environment.PUBLIC_URL ?? `http://${environment.HOST === '0.0.0.0' ? '127.0.0.1' : environment.HOST}:${environment.PORT}`;
  say(`\n晴空 Qingkong is ready: ${address}/   (phone: ${address}/m/)\n`);
  if (!demo) {
    if (environment.DEMO) say('DEMO is not used: a demo is never loaded into your own database.');
    say('Your own database: make the first account with  npm run account -- create --role security-admin\n');
  } else {
    sayDemo(environment, demo);
  }
  say('Ctrl+C stops everything. A second start keeps all data.');
}

function sayDemo(environment: Environment, { jurisdiction, accounts }: LoadedDemo): void {
  const held = demoOf(jurisdiction);
  if (environment.DEMO && environment.DEMO !== held) {
    say(`This data folder holds ${jurisdiction}${held ? ` (${held})` : ''} and keeps it: ${environment.DEMO} was not loaded.`);
    say(`To start it beside this one: DATA_DIR=.data-${environment.DEMO} DEMO=${environment.DEMO} npm start\n`);
  }
  if (accounts.length === 0) return;
  say(`${jurisdiction}${held ? ` (${held})` : ''}: demo accounts (random passwords, also in demo-accounts.json of the data folder):`);
  for (const account of accounts) say(`  ${account.username.padEnd(16)} ${account.password.padEnd(16)} ${account.role.padEnd(15)} ${account.unit} ${account.name}`);
  if (environment.DEMO_NIGHTS !== 'on') say('A busy district, with one response that is over and one that runs: DATA_DIR=.data-nights npm start -- --nights');
  say('');
}

function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | null = null;
  return () => (begun ??= work());
}

main().catch((error: Error) => {
  const known = error instanceof StartProblem || error instanceof DatabaseProblem || error instanceof EnvironmentProblem;
  process.stderr.write(`\n${known ? error.message : advice(error.message, 'Qingkong could not start')}\n`);
  if (!known && process.env.LOG_LEVEL === 'debug') process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
