import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres, type EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres.js';
import { DEMO_TEMPLATE, makeDemoTemplate, makeTemplate } from '../harness/template.js';
import { liveThrough, type Newest, type Past } from './history.js';
import type { PlanNode, Ran } from './plan.js';

const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
/** Statistics are those of the past that `liveThrough` analyzed: a night that has just begun is not in them, as in a city where autovacuum has not come by. */
const QUIET = ['autovacuum=off'];
/** Every statement, those within functions and triggers too, with the rows it really looked at. */
const WATCHED = ['log_min_duration=0', 'log_analyze=on', 'log_buffers=on', 'log_timing=off', 'log_nested_statements=on', 'log_format=json'].map((setting) => `auto_explain.${setting}`);
const LOG = ['logging_collector=on', 'log_destination=jsonlog', 'log_directory=told', 'log_filename=told', 'log_rotation_size=0', 'log_rotation_age=0'];

interface Told {
  readonly dbname?: string;
  readonly application_name?: string;
  readonly message?: string;
}

/** A PostgreSQL of its own that writes down the plan of whatever runs on it: so no statement can be forgotten. */
export class WatchedServer {
  private constructor(
    private readonly postgres: EmbeddedPostgres,
    private readonly folder: string,
    readonly newest: Newest,
  ) {}

  /** The demo district with a past behind it becomes the template of every city of this test file. */
  static async starts(past: Past): Promise<WatchedServer> {
    const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-plans-'));
    const postgres = await startPostgres(folder, { settings: [...FAST, ...QUIET, ...LOG, ...WATCHED] });
    await makeTemplate(postgres);
    process.env.TEST_DEMO_ACCOUNTS = await makeDemoTemplate(postgres, folder);
    process.env.TEST_POSTGRES = postgres.url('postgres');
    const newest = await liveThrough(postgres.url(DEMO_TEMPLATE), past);
    const server = new WatchedServer(postgres, folder, newest);
    // Only from here on, and only on new connections: how the past was made is of no interest.
    await server.once(`ALTER SYSTEM SET session_preload_libraries = 'auto_explain'`);
    await server.once('SELECT pg_reload_conf()');
    return server;
  }

  /** What ran so far in this database; `by` is the name of the connection, such as `qingkong api`. */
  ran(url: string): Ran[] {
    const database = url.split('/').at(-1);
    const log = path.join(this.folder, 'postgres', 'told');
    return readdirSync(log)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => readFileSync(path.join(log, file), 'utf8').split('\n'))
      .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Told] : []))
      .filter(({ dbname, message }) => dbname === database && message?.startsWith('duration:'))
      .map(({ application_name: by = '', message = '' }) => {
        const told = JSON.parse(message.slice(message.indexOf('{'))) as { 'Query Text': string; Plan: PlanNode };
        return { by, text: told['Query Text'], plan: told.Plan };
      });
  }

  stops(): void {
    this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async once(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.postgres.url('postgres') });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
}
