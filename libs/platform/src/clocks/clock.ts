import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/**
 * The time by which everything is judged: the database's (`clock_now()` in SQL). The clock of the host decides nothing,
 * so hosts whose clocks differ or jump cannot fire a deadline early. Only a test database can move it.
 */
@Injectable()
export class Clock {
  constructor(private readonly database: Database) {}

  async now(): Promise<Date> {
    const [row] = await this.database.query<{ at: Date }>('SELECT clock_now() AS at');
    return row!.at;
  }
}
