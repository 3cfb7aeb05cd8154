import { CommandBus } from '@nestjs/cqrs';
import { RecordArrival } from '#notification';
import { After, type Reaction } from '#platform';
import { BLOCK_KINDS, ChecklistAcknowledged, ChecklistDelivered, ChecklistRead } from '../checklist.events.js';

/** This reaction may run late, when a newer revision lies in the inbox already: that one has not been spoken of. */
const said = (revision: number) => ({ kinds: BLOCK_KINDS.map((kind) => `checklist.${kind}`), round: revision });

/** The delivery ledger follows what the unit's devices and people have said. */
@After(ChecklistDelivered, 'checklist.record-delivered')
export class WhenChecklistDeliveredRecordIt implements Reaction<ChecklistDelivered> {
  constructor(private readonly commands: CommandBus) {}

  async react({ unitId, subject, revision }: ChecklistDelivered): Promise<void> {
    await this.commands.execute(new RecordArrival(unitId, [subject], 'delivered', said(revision)));
  }
}

@After(ChecklistRead, 'checklist.record-read')
export class WhenChecklistReadRecordIt implements Reaction<ChecklistRead> {
  constructor(private readonly commands: CommandBus) {}

  async react({ unitId, subject, revision }: ChecklistRead): Promise<void> {
    await this.commands.execute(new RecordArrival(unitId, [subject], 'read', said(revision)));
  }
}

@After(ChecklistAcknowledged, 'checklist.record-acknowledged')
export class WhenChecklistAcknowledgedRecordIt implements Reaction<ChecklistAcknowledged> {
  constructor(private readonly commands: CommandBus) {}

  async react({ unitId, subject, revision }: ChecklistAcknowledged): Promise<void> {
    await this.commands.execute(new RecordArrival(unitId, [subject], 'acknowledged', said(revision)));
  }
}
