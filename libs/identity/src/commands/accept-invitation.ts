import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Handles, Store, Text } from '#platform';
import { setPassword } from '../account.js';
import { InvitationNotValid } from '../identity.refusals.js';
import { Invitations } from '../invitations.js';
import { refuseWeak } from '../password-rules.js';
import { Passwords } from '../passwords.js';
import { Sessions } from '../sessions.js';
import { UserEntity } from '../user.entity.js';

export class Acceptance {
  @Text({ max: 100, about: 'From the link' })
  token!: string;

  @Text({ max: 200 })
  password!: string;
}

/** Sets a password by a one-time link and ends whatever sessions there were. Nobody is signed in by it. */
export class AcceptInvitation extends Command<{ username: string }> {
  constructor(readonly input: Acceptance) {
    super();
  }
}

@Handles(AcceptInvitation)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitation> {
  constructor(
    private readonly store: Store,
    private readonly invitations: Invitations,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  async execute({ input: { token, password } }: AcceptInvitation): Promise<{ username: string }> {
    const invited = await this.invitations.look(token);
    if (!invited) throw new InvitationNotValid();
    refuseWeak('password', password, invited.username);
    const hash = await this.passwords.hash(password);
    await this.store.whole(async () => {
      await this.store.change(UserEntity, invited.userId, (account, at) => setPassword(account, hash, at));
      if (!(await this.invitations.spend(token))) throw new InvitationNotValid();
      await this.sessions.endAll(invited.userId);
    });
    return { username: invited.username };
  }
}
