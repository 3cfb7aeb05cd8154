import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Database, Handles, Id, Instant, Parts, Store, Text, type Actor } from '#platform';
import { HandedOver } from '../duty.events.js';
import { ReceiverUnfit } from '../duty.refusals.js';
import { HandoverEntity } from '../handover.entity.js';
import { Standings } from '../standings.js';

export class NewPoint {
  @Text({ max: 300 }) text!: string;
  @Instant({ optional: true, nullable: true, about: 'To be done by' }) by?: string | null;
}

export class NewHandover {
  @Id({ about: 'Account of the duty officer who takes over' })
  to!: string;

  @Text({ max: 2_000, about: 'What the next officer should know' })
  note!: string;

  @Parts(() => NewPoint, { max: 50 })
  points!: NewPoint[];
}

/** 交班. */
export class HandOver extends Command<{ id: string }> {
  constructor(
    readonly actor: Actor,
    readonly input: NewHandover,
  ) {
    super();
  }
}

@Handles(HandOver)
export class HandOverHandler implements ICommandHandler<HandOver> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly standings: Standings,
  ) {}

  execute({ actor: { id: givenBy, jurisdictionId }, input: { to, note, points } }: HandOver): Promise<{ id: string }> {
    return this.store.whole(async (givenAt) => {
      const fit = await this.database.query(`SELECT 1 FROM identity_face_holders($1, 'duty-officer') WHERE user_id::text = $2`, [jurisdictionId, to]);
      if (to === givenBy || fit.length === 0) throw new ReceiverUnfit();
      const kept = points.map(({ text, by }) => ({ text, by: by ?? null }));
      const fresh = { id: uuid(), jurisdictionId, state: 'given' as const, givenBy, givenTo: to, note, points: kept, givenAt, standing: await this.standings.now(jurisdictionId), takenAt: null, takenStanding: null, withdrawnAt: null, version: 1 };
      const { id } = await this.store.add(HandoverEntity, fresh, (row) => [new HandedOver(jurisdictionId, row.id, to, kept.length)]);
      return { id };
    });
  }
}
