import { Command, CommandBus, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { OwnPhotos, SharePhotos } from '#evidence';
import { currentAct, Database, Handles, RecordNotFound, type Actor } from '#platform';
import { AnswerDesk } from '../answer-desk.js';
import { Answered, type Answering, type ManyAnswers } from './answers.js';

/** 落实反馈: a unit answers lines of its checklist, one or many. All are kept, or none and every fault is named. */
export class ConfirmItems extends Command<Answered> {
  constructor(
    readonly actor: Actor,
    readonly checklistId: string,
    readonly input: ManyAnswers,
  ) {
    super();
  }
}

const LEADS = `
  SELECT DISTINCT lead.unit_id AS "unitId"
    FROM checklist_checklist list
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = ANY ($2::int[])
    JOIN checklist_lead lead ON lead.response_id = list.response_id AND lead.measure_no = line.measure_no
   WHERE list.id = $1`;

@Handles(ConfirmItems)
export class ConfirmItemsHandler implements ICommandHandler<ConfirmItems> {
  constructor(
    private readonly desk: AnswerDesk,
    private readonly database: Database,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  async execute({ actor, checklistId, input }: ConfirmItems): Promise<Answered> {
    if (!actor.unitId) throw new RecordNotFound('checklist', checklistId);
    const request = { actorId: actor.id, unitId: actor.unitId, jurisdictionId: actor.jurisdictionId, requestId: currentAct().requestId, checklistId, clientKey: input.clientKey ?? uuid(), items: input.items };
    const photos = [...new Set(input.items.flatMap((item) => item.photos ?? []))];
    if (photos.length === 0) return { items: await this.desk.take(request) };
    await this.queries.execute(new OwnPhotos(actor, photos));
    return { items: await this.database.transaction(() => this.withPhotos(request, photos)) };
  }

  /** Whoever reviews the answer may look at its photos: that is granted with the answer or not at all. */
  private async withPhotos(request: Answering, photos: readonly string[]): Promise<Answered['items']> {
    const items = await this.desk.take(request);
    const leads = await this.database.query<{ unitId: string }>(LEADS, [request.checklistId, request.items.map((item) => Number(item.itemId))]);
    await this.commands.execute(new SharePhotos(request.jurisdictionId, photos, { unitIds: leads.map((lead) => lead.unitId), inspectors: false }));
    return items;
  }
}
