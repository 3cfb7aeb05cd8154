import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../apps/standalone/src/embedded-postgres.js';
import type { Programs } from './bundle.js';
import { wakesUp } from './clock.js';
import { Crew, type Place, type Stores } from './crew.js';
import type { Account } from './founding.js';
import { CITIES } from './grounds.js';
import { HISTORY_TABLE } from './history.js';
import type { Cast } from './night.js';
import { RedisQueue, type Backend } from './queue.js';
import { Server } from './server.js';
import { Spares } from './spares.js';

export const NIGHTS = 'nights';

interface People {
  readonly accounts: readonly Account[];
  readonly pictures: readonly Buffer[];
}

/**
 * Where nights are told one after another: a PostgreSQL and processes of its own, so that lanes do not meet. A series of nights
 * shares one copy of the cities, each night in another city, and whoever survives a night goes on into the next.
 */
export class Lane {
  private standing: Crew | null = null;

  private constructor(
    private readonly stores: Stores,
    private readonly spares: Spares,
    private readonly people: People,
    private readonly place: Place,
  ) {}

  static async open(folder: string, backend: Backend, programs: Programs, people: People): Promise<Lane> {
    const [server, queue, port] = [await Server.start(folder), await RedisQueue.start(backend), await freePort()];
    const logs = path.join(folder, 'logs');
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    return new Lane({ server, queue }, new Spares(programs, logs), people, { database: NIGHTS, port, dataDir: path.join(folder, 'data') });
  }

  /** The processes of this series; a new series begins when there are none. */
  async crew(): Promise<Crew> {
    this.standing ??= await this.begins();
    return this.standing;
  }

  /** The series is over, or something broke in it: the next night begins with everything new. */
  async endsSeries(): Promise<void> {
    await this.standing?.dismiss();
    this.standing = null;
  }

  /** The people of one of the cities, and where they reach the product. */
  cast(city: number): Cast {
    const { accounts, pictures } = this.people;
    return { accounts: accounts.filter((account) => account.city === city), pictures, url: `http://127.0.0.1:${this.place.port}` };
  }

  async closed(): Promise<void> {
    await this.endsSeries();
    this.spares.dismiss();
    await this.server.up.catch(() => undefined);
    await Promise.all([this.server.stop(), this.stores.queue?.stop()]);
  }

  get server(): Server {
    return this.stores.server;
  }

  private async begins(): Promise<Crew> {
    const { dataDir, database } = this.place;
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    await this.server.drop(database);
    await this.server.copy(CITIES, database);
    await wakesUp(this.server, database);
    await this.server.once(database, HISTORY_TABLE);
    await this.stores.queue?.flush();
    return new Crew(this.stores, this.place, this.spares);
  }
}
