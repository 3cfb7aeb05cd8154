import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Choice, decided, Handles, RecordNotFound, Store, Text } from '#platform';
import { JurisdictionEntity } from '../jurisdiction.entity.js';

export class NewJurisdiction {
  @Text({ max: 60 })
  name!: string;

  @Choice(['province', 'city', 'district'], { name: 'JurisdictionLevel' })
  level!: 'province' | 'city' | 'district';

  @Text({ optional: true, max: 60, about: 'Name of the jurisdiction above, if it stands here: its plans are what plans here may follow' })
  above?: string;
}

/** Founds a jurisdiction, or finds the one of that name and says what stands above it where nobody has said so yet. Only the operator of the server does this, from its command line. */
export class FoundJurisdiction extends Command<{ id: string }> {
  constructor(readonly input: NewJurisdiction) {
    super();
  }
}

@Handles(FoundJurisdiction)
export class FoundJurisdictionHandler implements ICommandHandler<FoundJurisdiction> {
  constructor(private readonly store: Store) {}

  async execute({ input }: FoundJurisdiction): Promise<{ id: string }> {
    const { above, ...place } = input;
    const parentId = above === undefined ? null : await this.parent(above);
    const known = await this.store.find(JurisdictionEntity, { name: place.name });
    if (known && parentId && known.parentId === null) await this.store.change(JurisdictionEntity, known.id, (row) => decided({ ...row, parentId }));
    if (known) return { id: known.id };
    const row = { id: uuid(), ...place, parentId, mayIssuePublicly: place.level !== 'district', version: 1 };
    await this.store.add(JurisdictionEntity, row, () => []);
    return { id: row.id };
  }

  private async parent(name: string): Promise<string> {
    const found = await this.store.find(JurisdictionEntity, { name });
    if (!found) throw new RecordNotFound('jurisdiction', name);
    return found.id;
  }
}
