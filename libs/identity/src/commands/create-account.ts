import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Id, NotAllowed, Store, Text, type Actor } from '#platform';
import { holds } from '../roles.js';
import { USERNAME } from '../account.js';
import { AccountBook } from '../account-book.js';
import { AccountCreated } from '../identity.events.js';

export class NewAccount {
  @Text({ min: 3, max: 32, pattern: USERNAME, about: 'Letters, digits, dot, hyphen, underscore; capitals do not count' })
  username!: string;

  @Text({ max: 40, about: 'Name of the person' })
  name!: string;

  @Id({ optional: true, nullable: true, about: 'The unit it belongs to; needed for the roles unit, unit-head, enterprise' })
  unitId?: string | null;

  @Id({ optional: true, nullable: true, about: 'The person in the directory, of that unit' })
  personId?: string | null;
}

/** Opens an account by the hand of the system administrator. It can do nothing until a role is granted and a password is set. */
export class CreateAccount extends Command<{ id: string }> {
  constructor(
    readonly actor: Actor,
    readonly input: NewAccount,
  ) {
    super();
  }
}

@Handles(CreateAccount)
export class CreateAccountHandler implements ICommandHandler<CreateAccount> {
  constructor(
    private readonly store: Store,
    private readonly book: AccountBook,
  ) {}

  async execute({ actor, input }: CreateAccount): Promise<{ id: string }> {
    if (!holds(actor, 'system-admin')) throw new NotAllowed();
    return this.store.whole(async () => {
      const account = await this.book.open(actor.jurisdictionId, { ...input, unitId: input.unitId ?? null, personId: input.personId ?? null });
      await this.store.append(new AccountCreated(account.jurisdictionId, account.id, account.unitId));
      return { id: account.id };
    });
  }
}
