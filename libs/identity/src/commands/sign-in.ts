import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { actingAs, currentAct, Handles, Store, Text } from '#platform';
import { foldUsername, type Account } from '../account.js';
import { SignedIn } from '../identity.events.js';
import { AccountLocked, SignInRefused } from '../identity.refusals.js';
import { judge, type Judgement } from '../lockout.js';
import { Passwords } from '../passwords.js';
import { Sessions } from '../sessions.js';
import { UserEntity } from '../user.entity.js';

export class Credentials {
  @Text({ max: 60 })
  username!: string;

  @Text({ max: 200 })
  password!: string;
}

export interface SignedInUser {
  /** For the cookie; it is not kept in this form anywhere. */
  readonly token: string;
  readonly endsBy: Date;
  readonly user: { readonly id: string; readonly username: string; readonly name: string };
}

/**
 * 登录. The count of failures is committed although the sign-in is refused: never run this inside another transaction,
 * nor under an idempotency key.
 */
export class SignIn extends Command<SignedInUser> {
  constructor(
    readonly input: Credentials,
    readonly userAgent: string | null,
  ) {
    super();
  }
}

@Handles(SignIn)
export class SignInHandler implements ICommandHandler<SignIn> {
  constructor(
    private readonly store: Store,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  async execute({ input, userAgent }: SignIn): Promise<SignedInUser> {
    const known = await this.store.find(UserEntity, { username: foldUsername(input.username) });
    const fits = await this.passwords.fits(known?.passwordHash ?? null, input.password);
    if (!known) throw new SignInRefused();
    const answer = await this.store.whole(() => this.admit(known, fits, userAgent));
    if (answer instanceof Error) throw answer;
    return answer;
  }

  /** Returns the refusal instead of throwing it, so that the transaction commits what it counted. */
  private async admit(known: Account, fits: boolean, userAgent: string | null): Promise<SignedInUser | SignInRefused | AccountLocked> {
    let judgement: Judgement | undefined;
    const account = await this.store.change(UserEntity, known.id, (row, at) => {
      const stillFits = fits && row.passwordHash === known.passwordHash;
      return (judgement = judge(row, stillFits, at));
    });
    if (judgement!.verdict === 'locked') return new AccountLocked(account.lockedUntil!);
    if (judgement!.verdict === 'wrong') return new SignInRefused();
    const session = await this.sessions.open(account.id, userAgent);
    const { id, jurisdictionId, unitId, personId, username, name } = account;
    // Nobody was signed in when this request came; from here on it is his act, and the trail finds it under his name.
    const actor = { id, jurisdictionId, unitId, personId, roles: [] };
    await actingAs({ ...currentAct(), actor }, () => this.store.append(new SignedIn(jurisdictionId, id, session.id)));
    return { token: session.token, endsBy: session.endsBy, user: { id, username, name } };
  }
}
