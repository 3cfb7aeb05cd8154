import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Groups } from '#directory';
import { Database, type Actor } from '#platform';
import { bookOf, variantsOf, type Book, type KnownUnit } from './unit-matching.js';

const KNOWN = `
  SELECT unit_id AS id, name, short_name AS "shortName"
    FROM directory_face_units($1)
   WHERE name = ANY ($2) OR short_name = ANY ($2) OR unit_id = ANY ($3::bigint[])`;

/** Asks the directory for the units and groups that a plan names; a nation's directory never passes through here whole. */
@Injectable()
export class UnitBook {
  constructor(
    private readonly database: Database,
    private readonly queries: QueryBus,
  ) {}

  async open(actor: Actor, namesOrIds: readonly string[]): Promise<Book> {
    const names = [...new Set(namesOrIds.flatMap(variantsOf))];
    const ids = namesOrIds.filter((word) => /^\d{1,18}$/.test(word));
    const units = await this.database.query<KnownUnit>(KNOWN, [actor.jurisdictionId, names, ids]);
    const groups = await this.queries.execute(new Groups(actor));
    return bookOf(units, groups.items);
  }
}
