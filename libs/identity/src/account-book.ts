import { Injectable } from '@nestjs/common';
import { v7 as uuid, validate as isUuid } from 'uuid';
import { Database, RecordNotFound, type Actor } from '#platform';
import { type Role } from './roles.js';
import { foldUsername, type Account } from './account.js';
import { UsernameTaken } from './identity.refusals.js';
import { UserEntity } from './user.entity.js';

export interface AccountFacts {
  readonly username: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly personId: string | null;
}

export interface HeldAccount {
  readonly account: Account;
  readonly held: readonly Role[];
}

const KNOWN = `
  SELECT $2::bigint IS NULL OR EXISTS (SELECT 1 FROM directory_face_units($1) WHERE unit_id = $2) AS unit,
         $3::bigint IS NULL OR EXISTS (SELECT 1 FROM directory_face_people($1)
                                        WHERE person_id = $3 AND ($2::bigint IS NULL OR unit_id = $2)) AS person`;

/** Accounts with their open grants, as rows. Everything here runs in the transaction of the command that asks. */
@Injectable()
export class AccountBook {
  constructor(private readonly database: Database) {}

  /** The account under lock: whoever else wants to change its rights waits. */
  async lock(actor: Pick<Actor, 'jurisdictionId'>, userId: string): Promise<HeldAccount> {
    if (!isUuid(userId)) throw new RecordNotFound('user', userId);
    const account = await this.database.manager
      .createQueryBuilder(UserEntity, 'account')
      .setLock('pessimistic_write')
      .where('account.id = :userId AND account.jurisdictionId = :jurisdictionId', { userId, jurisdictionId: actor.jurisdictionId })
      .getOne();
    if (!account) throw new RecordNotFound('user', userId);
    const grants = await this.database.query<{ role: Role }>('SELECT role FROM identity_grant WHERE user_id = $1 AND revoked_at IS NULL', [userId]);
    return { account, held: grants.map((grant) => grant.role) };
  }

  /** A new account without password and without rights. Unit and person must stand in the directory, the person in that unit. */
  async open(jurisdictionId: string, facts: AccountFacts): Promise<Account> {
    const [known] = await this.database.query<{ unit: boolean; person: boolean }>(KNOWN, [jurisdictionId, facts.unitId, facts.personId]);
    if (!known!.unit) throw new RecordNotFound('unit', facts.unitId!);
    if (!known!.person) throw new RecordNotFound('person', facts.personId!);
    const { unitId, personId, name } = facts;
    const row = { id: uuid(), jurisdictionId, username: foldUsername(facts.username), name, unitId, personId, active: true };
    const fresh = { ...row, passwordHash: null, passwordSetAt: null, failedAttempts: 0, lastFailedAt: null, lockedUntil: null, version: 1 };
    const inserted = await this.database.manager.createQueryBuilder().insert().into(UserEntity).values(fresh).orIgnore().returning('id').execute();
    if ((inserted.raw as unknown[]).length === 0) throw new UsernameTaken(row.username);
    return fresh;
  }

  async grant(userId: string, role: Role, by: string | null): Promise<void> {
    await this.database.query('INSERT INTO identity_grant (user_id, role, granted_by) VALUES ($1, $2, $3)', [userId, role, by]);
  }

  async revoke(userId: string, role: Role, by: string): Promise<void> {
    await this.database.query(
      'UPDATE identity_grant SET revoked_at = clock_now(), revoked_by = $3 WHERE user_id = $1 AND role = $2 AND revoked_at IS NULL',
      [userId, role, by],
    );
  }
}
