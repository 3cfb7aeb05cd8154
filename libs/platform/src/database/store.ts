import { Injectable, type Type } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';
import type { Decision } from '../decision.js';
import { Clock } from '../clocks/clock.js';
import type { DomainEvent } from '../journal/event.js';
import { Journal } from '../journal/journal.js';
import { RecordChangedMeanwhile, RecordNotFound } from '../refusal.js';
import { Database } from './database.js';

/** A row that decisions are made on. */
export interface Versioned extends ObjectLiteral {
  readonly id: string;
  readonly version: number;
}

/**
 * Load, decide, keep: the only way a handler changes an aggregate. It locks the row, asks the decision, writes the
 * difference guarded by id and version, and appends the events, all in one transaction.
 */
@Injectable()
export class Store {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** Decides on one row. `at` is the database's time. */
  change<Row extends Versioned>(type: Type<Row>, id: string, decide: (row: Row, at: Date) => Decision<Row>): Promise<Row> {
    return this.database.transaction(async () => {
      const row = await this.lock(type, id);
      const { next, events } = decide(row, await this.clock.now());
      const kept = await this.keep(type, row, next);
      await this.journal.append(events);
      return kept;
    });
  }

  /** Adds a new row and says so. Keys that the database makes are in the row by then. */
  add<Row extends ObjectLiteral>(type: Type<Row>, row: NoInfer<Omit<Row, 'id'> & { id?: string }>, happened: (row: Row) => DomainEvent[]): Promise<Row> {
    return this.database.transaction(async () => {
      await this.database.manager.insert(type, row as object);
      await this.journal.append(happened(row as unknown as Row));
      return row as unknown as Row;
    });
  }

  /** Several steps, or plain SQL, in one transaction. `statementSeconds` only for acts of national size. */
  whole<T>(work: (at: Date) => Promise<T>, patience: { statementSeconds?: number } = {}): Promise<T> {
    return this.database.transaction(async () => work(await this.clock.now()), patience);
  }

  append(...events: DomainEvent[]): Promise<void> {
    return this.journal.append(events);
  }

  async find<Row extends ObjectLiteral>(type: Type<Row>, where: Partial<Row>): Promise<Row | null> {
    return this.database.manager.findOneBy(type, where);
  }

  private async lock<Row extends Versioned>(type: Type<Row>, id: string): Promise<Row> {
    const row = await this.database.manager
      .createQueryBuilder(type, 'row')
      .setLock('pessimistic_write')
      .where('row.id = :id', { id })
      .getOne();
    if (!row) throw new RecordNotFound(type.name.replace(/Entity$/, ''), id);
    return row;
  }

  private async keep<Row extends Versioned>(type: Type<Row>, before: Row, after: Row): Promise<Row> {
    const changed = Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name]));
    if (Object.keys(changed).length === 0) return before;
    const version = before.version + 1;
    const { affected } = await this.database.manager
      .createQueryBuilder()
      .update(type)
      .set({ ...changed, version } as object)
      .where('id = :id AND version = :version', { id: before.id, version: before.version })
      .execute();
    if (affected !== 1) throw new RecordChangedMeanwhile(type.name, before.id);
    return { ...after, version };
  }
}
