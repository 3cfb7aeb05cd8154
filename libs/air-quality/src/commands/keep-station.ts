import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Count, Database, decided, Handles, Id, InputRefused, RecordChangedMeanwhile, RecordNotFound, Store, Text, unchanged, type Actor } from '#platform';
import { StationKept } from '../air-quality.events.js';
import { StationCodeTaken } from '../air-quality.refusals.js';
import { StationEntity } from '../station.entity.js';

export class Station {
  @Text({ max: 60 })
  name!: string;

  @Text({ optional: true, nullable: true, max: 200, about: 'Where it stands, in words' })
  place?: string | null;

  @Id({ optional: true, nullable: true, about: 'The township or subdistrict it stands in' })
  unitId?: string | null;

  @Count({ optional: true, about: 'Version that was read; absent: a new station' })
  version?: number;
}

const CODE = /^[\p{L}\p{N}._-]{1,40}$/u;

/** 登记或修改站点: known by its code, which does not change. */
export class KeepStation extends Command<void> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly code: string,
    readonly input: Station,
  ) {
    super();
  }
}

@Handles(KeepStation)
export class KeepStationHandler implements ICommandHandler<KeepStation> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor: { jurisdictionId }, code, input: { version, ...input } }: KeepStation): Promise<void> {
    if (!CODE.test(code)) throw new InputRefused([{ field: 'code', code: 'matches', message: 'A code has 1 to 40 letters, digits, points or hyphens.' }]);
    const facts = { name: input.name, place: input.place ?? null, unitId: input.unitId ?? null };
    const keeping = this.store.whole(async () => {
      await this.refuseUnknownUnit(jurisdictionId, facts.unitId);
      const kept = await this.store.find(StationEntity, { jurisdictionId, code });
      if (!kept && version !== undefined) throw new RecordNotFound('station', code);
      if (kept && version === undefined) throw new StationCodeTaken();
      if (!kept) return void (await this.store.add(StationEntity, { id: uuid(), jurisdictionId, code, ...facts, version: 1 }, (row) => [new StationKept(jurisdictionId, row.id, code)]));
      await this.store.change(StationEntity, kept.id, (row) => {
        if (row.version !== version) throw new RecordChangedMeanwhile('station', code);
        const isSame = row.name === facts.name && row.place === facts.place && row.unitId === facts.unitId;
        return isSame ? unchanged(row) : decided({ ...row, ...facts }, new StationKept(jurisdictionId, row.id, code));
      });
    });
    // Two who register the same code at once: neither sees the other's row before it is there.
    await keeping.catch((error: { constraint?: string }) => {
      throw error.constraint === 'air_quality_station_code_once' ? new StationCodeTaken() : error;
    });
  }

  private async refuseUnknownUnit(jurisdictionId: string, unitId: string | null): Promise<void> {
    if (unitId === null) return;
    const known = await this.database.query('SELECT 1 FROM directory_face_units($1) WHERE unit_id::text = $2', [jurisdictionId, unitId]);
    if (known.length === 0) throw new InputRefused([{ field: 'unitId', code: 'unknown', message: 'There is no such unit.' }]);
  }
}
