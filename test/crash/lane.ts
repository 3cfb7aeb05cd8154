import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../apps/standalone/src/free-port.js';
import type { Programs } from './programs.js';
import { wakesUp } from './clock.js';
import { Crew, type Place } from './crew.js';
import type { Account } from './founding.js';
import { CITIES } from './grounds.js';
import type { Cast } from './night.js';
import { RedisQueue, type Backend } from './queue.js';
import { Outside } from './outside.js';
import { Server } from './server.js';
import { Spares } from './spares.js';
import { Wire } from './wire.js';
import { WITNESS_TABLES } from './witness-tables.js';

export const NIGHTS = 'nights';

interface Around {
  readonly server: Server;
  readonly wire: Wire;
  readonly outside: Outside;
}

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
  private readonly queues = new Map<Backend, RedisQueue | null>();

  private constructor(
    private readonly around: Around,
    private readonly spares: Spares,
    private readonly people: People,
    private readonly place: Place,
  ) {}

  static async open(folder: string, programs: Programs, people: People): Promise<Lane> {
    const [server, port] = [await Server.start(folder), await freePort()];
    const logs = path.join(folder, 'logs');
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    return new Lane({ server, wire: await Wire.to(server.embedded.port), outside: await Outside.open(path.join(folder, 'outside'), port) }, new Spares(programs, logs), people, { database: NIGHTS, port, dataDir: path.join(folder, 'data') });
  }

  get server(): Server {
    return this.around.server;
  }

  get outside(): Outside {
    return this.around.outside;
  }

  /** The processes of this series; a new series begins when there are none, on wires or without. */
  async crew(backend: Backend, wired: boolean): Promise<Crew> {
    this.standing ??= await this.begins(await this.queueOn(backend), wired);
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
    this.around.wire.close();
    await this.server.up.catch(() => undefined);
    await Promise.all([this.server.stop(), this.outside.closed(), ...[...this.queues.values()].map((queue) => queue?.stop())]);
  }

  /** Started when it is first asked for. */
  private async queueOn(backend: Backend): Promise<RedisQueue | null> {
    const known = this.queues.get(backend);
    if (known !== undefined) return known;
    const queue = await RedisQueue.start(backend);
    this.queues.set(backend, queue);
    return queue;
  }

  private async begins(queue: RedisQueue | null, wired: boolean): Promise<Crew> {
    const { dataDir, database } = this.place;
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    await this.server.drop(database);
    await this.server.copy(CITIES, database);
    await wakesUp(this.server, database);
    this.outside.forgets();
    for (const table of WITNESS_TABLES) await this.server.once(database, table);
    await queue?.flush();
    return new Crew({ server: this.server, outside: this.outside, queue, wires: wired ? { database: [this.around.wire], redis: queue?.wires ?? [] } : null }, this.place, this.spares);
  }
}
