import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Choice, Handles, Store, Text } from '#platform';
import { JurisdictionEntity } from '../jurisdiction.entity.js';

export class NewJurisdiction {
  @Text({ max: 60 })
  name!: string;

  @Choice(['province', 'city', 'district'], { name: 'JurisdictionLevel' })
  level!: 'province' | 'city' | 'district';
}

/** Founds a jurisdiction, or finds the one of that name. Only the operator of the server does this, from its command line. */
export class FoundJurisdiction extends Command<{ id: string }> {
  constructor(readonly input: NewJurisdiction) {
    super();
  }
}

@Handles(FoundJurisdiction)
export class FoundJurisdictionHandler implements ICommandHandler<FoundJurisdiction> {
  constructor(private readonly store: Store) {}

  async execute({ input }: FoundJurisdiction): Promise<{ id: string }> {
    const known = await this.store.find(JurisdictionEntity, { name: input.name });
    if (known) return { id: known.id };
    const row = { id: uuid(), ...input, parentId: null, mayIssuePublicly: input.level !== 'district', version: 1 };
    await this.store.add(JurisdictionEntity, row, () => []);
    return { id: row.id };
  }
}
