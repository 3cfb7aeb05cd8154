import { CommandBus } from '@nestjs/cqrs';
import { RecordArrival } from '#notification';
import { After, type Reaction } from '#platform';
import { ChecklistAcknowledged, ChecklistDelivered, ChecklistRead } from '../checklist.events.js';

/** The delivery ledger follows what the unit's devices and people have said. */
@After(ChecklistDelivered, 'checklist.record-delivered')
export class WhenChecklistDeliveredRecordIt implements Reaction<ChecklistDelivered> {
  constructor(private readonly commands: CommandBus) {}

  async react({ unitId, subject }: ChecklistDelivered): Promise<void> {
    await this.commands.execute(new RecordArrival(unitId, [subject], 'delivered'));
  }
}

@After(ChecklistRead, 'checklist.record-read')
export class WhenChecklistReadRecordIt implements Reaction<ChecklistRead> {
  constructor(private readonly commands: CommandBus) {}

  async react({ unitId, subject }: ChecklistRead): Promise<void> {
    await this.commands.execute(new RecordArrival(unitId, [subject], 'read'));
  }
}

@After(ChecklistAcknowledged, 'checklist.record-acknowledged')
export class WhenChecklistAcknowledgedRecordIt implements Reaction<ChecklistAcknowledged> {
  constructor(private readonly commands: CommandBus) {}

  async react({ unitId, subject }: ChecklistAcknowledged): Promise<void> {
    await this.commands.execute(new RecordArrival(unitId, [subject], 'acknowledged'));
  }
}
