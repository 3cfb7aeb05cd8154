import { CommandBus } from '@nestjs/cqrs';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FoundJurisdiction, PlanShifts, RegisterPerson, RegisterUnit, type UnitKind } from '#directory';
import { LoadAccount, Sessions, type Role } from '#identity';
import { ImportPlan, PublishPlan } from '#plan';
import { actingAs, Database, type Actor } from '#platform';
import { Environment } from '#config/environment';
import { withContexts } from '../../apps/standalone/src/tool-context.js';
import { NIGHTS_IN_SERIES } from './series.js';

/** Somebody who is signed in already: passwords are slow, and not what dies here. */
export interface Account {
  readonly id: string;
  readonly username: string;
  /** Which of the cities, from 0. */
  readonly city: number;
  readonly role: Role;
  readonly unitId: string;
  readonly token: string;
}

const BUREAUS = ['市工信局', '市住建局', '市公安局', '市教育局', '市生态环境局', '市交通局'];
const POLICE = 6;
const TOWNSHIPS = 40;

interface NewUnit {
  readonly name: string;
  readonly kind: UnitKind;
  /** Who works there besides one who answers for the unit. */
  readonly desk?: readonly Role[];
}

/** 54 units: the command office, the government, 6 bureaus, 6 police branches, 40 townships and subdistricts. */
const UNITS: readonly NewUnit[] = [
  { name: '演练市指挥部办公室', kind: 'command_office', desk: ['duty-officer', 'approver', 'approver', 'inspector'] },
  { name: '演练市人民政府', kind: 'government', desk: ['commander'] },
  ...BUREAUS.map((name) => ({ name, kind: 'bureau' as const })),
  ...Array.from({ length: POLICE }, (_, n) => ({ name: `演练第${n + 1}公安分局`, kind: 'police_branch' as const })),
  ...Array.from({ length: TOWNSHIPS }, (_, n) => ({ name: `演练${n + 1}${n % 3 === 0 ? '街道' : '镇'}`, kind: n % 3 === 0 ? ('subdistrict' as const) : ('township' as const) })),
];

/** Founds the exercise cities in a migrated database, by the product's own commands, each in one transaction. */
export function foundCities(databaseUrl: string, folder: string): Promise<Account[]> {
  const environment = Object.assign(new Environment(), { NODE_ENV: 'test', DATA_DIR: folder, DATABASE_URL: databaseUrl });
  return withContexts(environment, async (app) => {
    const accounts: Account[] = [];
    for (let city = 0; city < NIGHTS_IN_SERIES; city++) {
      const founder = new Founder(city, app.get(CommandBus), app.get(Sessions));
      accounts.push(...(await app.get(Database).transaction(() => founder.found())));
    }
    return accounts;
  });
}

class Founder {
  jurisdictionId = '';
  private readonly accounts: Account[] = [];

  constructor(
    private readonly city: number,
    private readonly commands: CommandBus,
    private readonly sessions: Sessions,
  ) {}

  async found(): Promise<Account[]> {
    this.jurisdictionId = (await this.commands.execute(new FoundJurisdiction({ name: `演练市${this.city + 1}`, level: 'city' }))).id;
    for (const [n, unit] of UNITS.entries()) await this.settle(unit, n);
    await this.putPlanInForce();
    return this.accounts;
  }

  private async settle({ name, kind, desk = [] }: NewUnit, n: number): Promise<void> {
    const { id: unitId } = await this.commands.execute(new RegisterUnit(this, { name, shortName: name.slice(2), kind }));
    await this.commands.execute(new RegisterPerson(this, { unitId, name: `负责人${n}`, isHead: true }));
    const { id: personId } = await this.commands.execute(new RegisterPerson(this, { unitId, name: `值班员${n}` }));
    const from = Date.now() - 3_600_000;
    const shift = { personId, fromAt: new Date(from).toISOString(), toAt: new Date(from + 30 * 86_400_000).toISOString() };
    await this.commands.execute(new PlanShifts(this, unitId, { shifts: [shift] }));
    await this.open(`unit${n}`, 'unit', unitId, personId);
    for (const [m, role] of desk.entries()) await this.open(`${role}${n}.${m}`, role, unitId, role === 'commander' ? personId : null);
  }

  private async open(name: string, role: Role, unitId: string, personId: string | null): Promise<void> {
    const username = `city${this.city}.${name}`;
    const { id } = await this.commands.execute(new LoadAccount(this.jurisdictionId, { username, name: username, unitId, personId, roles: [role] }));
    const { token } = await this.sessions.open(id, 'crash suite');
    this.accounts.push({ id, username, city: this.city, role, unitId, token });
  }

  private async putPlanInForce(): Promise<void> {
    const text = readFileSync(path.resolve('test/crash/plan.yaml'), 'utf8');
    const source = { sourceName: 'plan.yaml', text, format: 'qingkong.plan/1' as const };
    const { id } = await this.as('duty-officer', (actor) => this.commands.execute(new ImportPlan(actor, source)));
    await this.as('approver', (actor) => this.commands.execute(new PublishPlan(actor, id, { reason: '账号没有口令，只用会话。' })));
  }

  private as<T>(role: Role, work: (actor: Actor) => Promise<T>): Promise<T> {
    const { id } = this.accounts.find((account) => account.role === role)!;
    const actor: Actor = { id, jurisdictionId: this.jurisdictionId, unitId: null, personId: null, roles: [role] };
    return actingAs({ actor }, () => work(actor));
  }
}
