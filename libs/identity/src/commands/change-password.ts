import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, InputRefused, RecordNotFound, Store, Text, type Actor } from '#platform';
import { setPassword, type Account } from '../account.js';
import { AccountLocked, CurrentPasswordWrong } from '../identity.refusals.js';
import { Invitations } from '../invitations.js';
import { judge, type Judgement } from '../lockout.js';
import { refuseWeak } from '../password-rules.js';
import { Passwords } from '../passwords.js';
import { Sessions } from '../sessions.js';
import { UserEntity } from '../user.entity.js';

export class PasswordChange {
  @Text({ max: 200 })
  current!: string;

  @Text({ max: 200 })
  next!: string;
}

/**
 * Changes one's own password; ends one's other sessions and an open link. A wrong current password counts like a failed
 * sign-in, so a screen left open lets nobody guess; for that count the rule of `SignIn` holds: no transaction around it.
 */
export class ChangePassword extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly sessionId: string,
    readonly input: PasswordChange,
  ) {
    super();
  }
}

@Handles(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword> {
  constructor(
    private readonly store: Store,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly invitations: Invitations,
  ) {}

  async execute({ actor, sessionId, input: { current, next } }: ChangePassword): Promise<void> {
    const account = await this.store.find(UserEntity, { id: actor.id });
    if (!account) throw new RecordNotFound('user', actor.id);
    refuseWeak('next', next, account.username);
    if (next === current) throw new InputRefused([{ field: 'next', code: 'password.unchanged', message: 'The new password is the current one.' }]);
    await this.confirm(account, await this.passwords.fits(account.passwordHash, current));
    const hash = await this.passwords.hash(next);
    await this.store.whole(async () => {
      await this.store.change(UserEntity, account.id, (row, at) => setPassword(row, hash, at));
      await this.sessions.endAll(account.id, sessionId);
      await this.invitations.withdraw(account.id);
    });
  }

  private async confirm(known: Account, fits: boolean): Promise<void> {
    let judgement: Judgement | undefined;
    const { lockedUntil } = await this.store.change(UserEntity, known.id, (row, at) => (judgement = judge(row, fits && row.passwordHash === known.passwordHash, at)));
    if (judgement!.verdict === 'locked') throw new AccountLocked(lockedUntil!);
    if (judgement!.verdict === 'wrong') throw new CurrentPasswordWrong();
  }
}
