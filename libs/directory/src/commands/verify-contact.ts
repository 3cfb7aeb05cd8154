import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { decided, Handles, Store, Text, type Actor, type Refusal } from '#platform';
import { CODE_TRIES, judgeCode } from '../contact-code.js';
import { ContactCodes } from '../contact-codes.js';
import { ContactEntity } from '../contact.entity.js';
import { verify } from '../contact.js';
import { CodeSpent, CodeWrong, ContactHasEnded } from '../contact.refusals.js';
import { keptContact } from '../keepers.js';

export class CodeReceived {
  @Text({ min: 6, max: 6, pattern: /^\d{6}$/, about: 'The six digits that arrived' })
  code!: string;
}

/** 核实: the digits that were sent to the contact come back. A wrong try is counted although it is refused: never run this under an idempotency key. */
export class VerifyContact extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly contactId: string,
    readonly input: CodeReceived,
  ) {
    super();
  }
}

@Handles(VerifyContact)
export class VerifyContactHandler implements ICommandHandler<VerifyContact> {
  constructor(
    private readonly store: Store,
    private readonly codes: ContactCodes,
  ) {}

  async execute({ actor, contactId, input }: VerifyContact): Promise<void> {
    const refusal = await this.store.whole((at) => this.attempt(actor, contactId, input.code, at));
    if (refusal) throw refusal;
  }

  /** Returns the refusal instead of throwing it, so that the transaction commits the try it counted. */
  private async attempt(actor: Actor, contactId: string, typed: string, at: Date): Promise<Refusal | null> {
    const contact = await this.store.change(ContactEntity, contactId, (row) => decided(keptContact(row, actor)));
    if (!contact.active) throw new ContactHasEnded();
    if (contact.verifiedAt) return null;
    const code = await this.codes.latest(contactId);
    const verdict = judgeCode(code, typed, await this.codes.key(), at);
    if (verdict === 'spent') return new CodeSpent();
    if (verdict === 'wrong') {
      await this.codes.countTry(code!.id);
      return new CodeWrong(CODE_TRIES - code!.tries - 1);
    }
    await this.store.change(ContactEntity, contactId, (row) => verify(row, 'code', actor.id, at));
    return null;
  }
}
