import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, ChoiceList, Database, decodeCursor, Flag, Id, Instant, NotAllowed, pageOf, pageSize, Paging, Parts, Text, type Actor, type Page } from '#platform';
import { holds, ROLES, type Role } from '../roles.js';

export class AccountsFilter extends Paging {
  @Choice(ROLES, { optional: true, name: 'Role' }) role?: Role;
  @Id({ optional: true }) unitId?: string;
  @Text({ optional: true, max: 40, about: 'Part of the user name or of the name' }) search?: string;
}

export class AccountView {
  @Id() id!: string;
  @Text() username!: string;
  @Text() name!: string;
  @Id({ nullable: true }) unitId!: string | null;
  @Text({ nullable: true }) unitName!: string | null;
  @ChoiceList(ROLES, { name: 'Role' }) roles!: Role[];
  @Flag() active!: boolean;
  @Flag({ about: 'A password is set' }) ready!: boolean;
  @Flag({ about: 'A one-time link is open' }) invited!: boolean;
  @Instant({ nullable: true, about: 'Locked until then after wrong passwords' }) lockedUntil!: Date | null;
  @Instant({ nullable: true }) lastSignInAt!: Date | null;
}

export class AccountPage {
  @Parts(() => AccountView) items!: AccountView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** The accounts of a jurisdiction by user name, for its three administrators. */
export class Accounts extends Query<Page<AccountView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: AccountsFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT account.id, account.username, account.name, account.unit_id AS "unitId", unit.name AS "unitName", account.active,
         ARRAY(SELECT g.role FROM identity_grant g WHERE g.user_id = account.id AND g.revoked_at IS NULL ORDER BY g.role) AS roles,
         account.password_hash IS NOT NULL AS ready,
         EXISTS (SELECT 1 FROM identity_invitation i WHERE i.user_id = account.id AND i.used_at IS NULL
                    AND i.withdrawn_at IS NULL AND i.use_by > clock_now()) AS invited,
         CASE WHEN account.locked_until > clock_now() THEN account.locked_until END AS "lockedUntil",
         (SELECT max(s.created_at) FROM identity_session s WHERE s.user_id = account.id) AS "lastSignInAt"
    FROM identity_user account
    LEFT JOIN directory_face_units($1) unit ON unit.unit_id = account.unit_id
   WHERE account.jurisdiction_id = $1
     AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM identity_grant g WHERE g.user_id = account.id AND g.role = $2 AND g.revoked_at IS NULL))
     AND ($3::bigint IS NULL OR account.unit_id = $3)
     AND ($4::text IS NULL OR strpos(account.username, lower($4)) > 0 OR strpos(account.name, $4) > 0)
     AND account.username > $5
   ORDER BY account.username LIMIT $6`;

@Answers(Accounts)
export class AccountsHandler implements IQueryHandler<Accounts> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Accounts): Promise<Page<AccountView>> {
    if (!holds(actor, 'system-admin', 'security-admin', 'audit-admin')) throw new NotAllowed();
    const [after] = decodeCursor(filter.cursor, 1) ?? [''];
    const values = [actor.jurisdictionId, filter.role ?? null, filter.unitId ?? null, filter.search ?? null, after, pageSize(filter) + 1];
    return pageOf(await this.database.query<AccountView>(SQL, values), filter, (row) => [row.username]);
  }
}
