import { CommandBus } from '@nestjs/cqrs';
import { PlaceInInbox, type Arrival } from '#notification';
import { Database, sql, Sweeps, type Repaired, type Repairs, type Sweep } from '#platform';
import { ChecklistBlockIssued, type BlockKind } from '../checklist.events.js';
import { SendBlock } from '../commands/send-block.js';

const UNSENT = sql(import.meta.url, './unsent.sql');
const UNDELIVERED = sql(import.meta.url, './undelivered.sql');
const AT_ONCE = 500;

interface Undelivered {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly responseId: string;
  readonly exercise: boolean;
  readonly revision: number;
  readonly unitId: string;
  readonly kind: BlockKind;
  readonly arrived: Arrival | null;
}

const subjectOf = (id: string): string => `checklist/${id}`;

/** An order reaches its unit although every job about it was lost, and although the queue is down. */
@Sweeps('checklist.undelivered', { because: 'a checklist that stands in no inbox is an order that nobody got' })
export class SweepUndelivered implements Sweep {
  /** When this process last looked to the end; what was sent longer before that than a transaction may last was seen then. */
  private lookedAt: Date | null = null;

  constructor(
    private readonly database: Database,
    private readonly commands: CommandBus,
  ) {}

  async sweep(repairs: Repairs): Promise<void> {
    for (const block of await this.database.query<ChecklistBlockIssued>(UNSENT)) await repairs.block(() => this.send(block));
    const [began] = await this.database.query<{ at: Date }>('SELECT clock_now() AS at');
    while ((await repairs.block(() => this.place())) === AT_ONCE);
    this.lookedAt = began!.at;
  }

  private async send(block: ChecklistBlockIssued): Promise<Repaired[]> {
    const sent = await this.commands.execute(new SendBlock(block));
    return sent.map((id) => ({ jurisdictionId: block.jurisdictionId, subject: subjectOf(id) }));
  }

  private async place(): Promise<Repaired[]> {
    const placed: Repaired[] = [];
    for (const list of await this.database.query<Undelivered>(UNDELIVERED, [AT_ONCE, this.lookedAt])) {
      const { jurisdictionId, responseId, exercise, revision, unitId, kind, arrived } = list;
      const recipients = [{ unitId, personId: '0', subject: subjectOf(list.id), round: revision, arrived }];
      const isNew = await this.commands.execute(new PlaceInInbox({ jurisdictionId, thread: responseId, kind: `checklist.${kind}`, exercise, recipients }));
      if (isNew > 0) placed.push({ jurisdictionId, subject: subjectOf(list.id) });
    }
    return placed;
  }
}
