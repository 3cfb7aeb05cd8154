import type { Type } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { Environment } from '#config/environment';
import { JsonLog } from '#platform';
import { startApi, type RunningApi } from '../../apps/api/src/api.js';
import { startWorker, type RunningWorker } from '../../apps/worker/src/worker.js';
import { loadDemo } from '../../apps/standalone/src/demo/load-demo.js';
import { demoDatabase, testDatabase, type TestDatabase } from './database.js';
import { Person } from './person.js';
import { testQueue, type TestQueue } from './queue.js';
import { Rest } from './rest.js';
import { testEnvironment } from './stage.js';
import { NOBODY_IS_RELIEVED } from './template.js';

/** For a city whose queue nobody empties. */
const QUEUE_IN_DATABASE: TestQueue = { settings: {}, empties: () => Promise.resolve(), stop: () => Promise.resolve() };

export interface Account {
  readonly username: string;
  readonly password: string;
  readonly role: string;
  readonly unit: string;
}

/**
 * A whole city for one story: the demo district on a database of its own, the real api over HTTP, the real worker with
 * relay, queue and clock engine, and a clock that the story moves.
 */
export class City {
  private readonly people = new Map<string, Person>();

  private constructor(
    readonly database: TestDatabase,
    readonly queue: TestQueue,
    readonly environment: Environment,
    readonly url: string,
    private readonly api: RunningApi,
    private worker: RunningWorker | null,
    readonly rest: Rest,
    private readonly accounts: readonly Account[],
  ) {}

  /** `queue`: another one than the setting of the run says. */
  static async wakes(options: { worker?: boolean; console?: boolean; queue?: TestQueue; settings?: Partial<Environment> } = {}): Promise<City> {
    const database = await demoDatabase();
    const queue = options.queue ?? (await testQueue(database));
    const accounts = JSON.parse(readFileSync(process.env.TEST_DEMO_ACCOUNTS!, 'utf8')) as Account[];
    const settings = { PORT: 0, QUEUE_LOCK_SECONDS: 1, SERVE_CONSOLE: options.console ?? false, ...queue.settings, ...options.settings };
    return City.on(database, testEnvironment(database.url, settings), accounts, options.worker, queue);
  }

  /** The city of another demo, loaded into an empty database by the product's own loader. */
  static async of(demo: string, settings: Partial<Environment> = {}): Promise<City> {
    const database = await testDatabase();
    const queue = await testQueue(database);
    const environment = testEnvironment(database.url, { DEMO: demo, PORT: 0, QUEUE_LOCK_SECONDS: 1, SERVE_CONSOLE: false, ...queue.settings, ...settings });
    const { accounts } = await loadDemo(environment);
    await database.query(NOBODY_IS_RELIEVED);
    return City.on(database, environment, accounts, true, queue);
  }

  /** A city that stands already: restored from a backup, for instance. */
  static async on(database: TestDatabase, environment: Environment, accounts: readonly Account[], withWorker = true, queue = QUEUE_IN_DATABASE): Promise<City> {
    const api = await startApi(environment, new JsonLog('fatal', 'api'));
    const worker = withWorker ? await startWorker(environment, new JsonLog('fatal', 'worker')) : null;
    return new City(database, queue, environment, await api.app.getUrl(), api, worker, new Rest(database), accounts);
  }

  /** The person behind a user name; signs in at first use, and again when the story's clock has ended the session. */
  person(username: string, url = this.url): Person {
    const account = this.accounts.find((one) => one.username === username);
    if (!account) throw new Error(`The demo district has no account ${username}.`);
    const known = this.people.get(`${username} ${url}`) ?? new Person(url, account.username, account.password);
    this.people.set(`${username} ${url}`, known);
    return known;
  }

  /** For a browser, which signs in by itself. */
  accountsOf(...usernames: string[]): Account[] {
    return this.accounts.filter(({ username }) => usernames.includes(username));
  }

  /** Whoever comes first in the district's file with this role, of this unit if one is named. */
  first(role: string, unit?: string): Person {
    return this.person(this.accounts.find((one) => one.role === role && (unit === undefined || one.unit === unit))?.username ?? `${role} ${unit ?? ''}`);
  }

  /** A service of the running api, for what no person may do by a route. */
  service<T>(type: Type<T>): T {
    return this.api.app.get(type, { strict: false });
  }

  /** One account of each unit that answers for it. */
  unitAccounts(): { username: string; unit: string }[] {
    return this.accounts.filter(({ role }) => role === 'unit');
  }

  /** On the api's data folder, unless another one is given. */
  async workerStarts(dataDir = this.environment.DATA_DIR): Promise<void> {
    this.worker ??= await startWorker(Object.assign(new Environment(), this.environment, { DATA_DIR: dataDir }), new JsonLog('fatal', 'worker'));
  }

  async workerStops(): Promise<void> {
    await this.worker?.close();
    this.worker = null;
  }

  /** Moves the clock by which everything is judged, wakes the engine, and waits until nothing is left to do. */
  async clockAdvances({ hours = 0, minutes = 0 }: { hours?: number; minutes?: number }): Promise<void> {
    await this.database.query(`UPDATE test_clock SET shift = shift + make_interval(mins => $1)`, [hours * 60 + minutes]);
    await this.database.query(`SELECT pg_notify('qk_clock', '')`);
    await this.settles();
  }

  settles(): Promise<void> {
    return this.rest.reached();
  }

  async sleeps(): Promise<void> {
    await this.worker?.close();
    await this.api.close();
    await this.queue.stop();
    await this.database.drop();
  }
}
