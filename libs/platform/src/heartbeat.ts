import { Injectable, Logger } from '@nestjs/common';
import { hostname } from 'node:os';
import { Database } from './database/database.js';
import { pause } from './leading/leadership.js';

const EVERY_MS = 5_000;

const me = (): string => `${hostname()}/${process.pid}`;

/** Each process says that it is alive, so that the desk can say when no worker is left. */
@Injectable()
export class Heartbeat {
  private readonly log = new Logger(Heartbeat.name);

  constructor(private readonly database: Database) {}

  async run(closing: AbortSignal, kind: 'api' | 'worker'): Promise<void> {
    while (!closing.aborted) {
      await this.beat(kind).catch((error: Error) => this.log.warn(`no heartbeat: ${error.message}`));
      await pause(EVERY_MS, closing);
    }
    await this.takesLeave().catch(() => undefined);
  }

  /** Who goes by his own will is not missed. */
  private async takesLeave(): Promise<void> {
    await this.database.query('UPDATE platform_heartbeat SET gone_at = clock_timestamp() WHERE process = $1', [me()]);
  }

  private async beat(kind: string): Promise<void> {
    await this.database.query(
      `INSERT INTO platform_heartbeat (process, kind, at) VALUES ($1, $2, clock_now())
       ON CONFLICT (process) DO UPDATE SET at = clock_now(), seen_at = clock_timestamp(), gone_at = NULL`,
      [me(), kind],
    );
  }
}
