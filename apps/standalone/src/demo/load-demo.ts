import { CommandBus } from '@nestjs/cqrs';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KeepStation } from '#air-quality';
import type { Environment } from '#config/environment';
import { FoundJurisdiction, PlanShifts, RegisterPerson, RegisterUnit } from '#directory';
import { LoadAccount, type Role } from '#identity';
import { ImportPlan, PublishPlan } from '#plan';
import { actingAs, Clock, Database, type Actor } from '#platform';
import { withContexts } from '../tool-context.js';
import { chosenDemo, readDemo, type Demo, type DemoDistrict } from './demo-file.js';
import { loadNights } from './demo-nights.js';
import { alternate } from './roster.js';

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  readonly unit: string;
  readonly name: string;
}

const ROSTER_DAYS = 60;
const MOST_SHIFTS = 400;

/** What the embedded database holds after the start. */
export interface LoadedDemo {
  /** Name of the city or district. */
  readonly jurisdiction: string;
  readonly accounts: readonly DemoAccount[];
}

/** Loads the chosen demo into an empty database, whole or not at all; what a database holds already stays, and its accounts are told. */
export function loadDemo(environment: Environment): Promise<LoadedDemo> {
  const file = path.join(environment.DATA_DIR, 'demo-accounts.json');
  const demo = readDemo(chosenDemo(environment.DEMO));
  return withContexts(environment, async (app) => {
    const database = app.get(Database);
    const [held] = await database.query<{ name: string }>('SELECT name FROM directory_jurisdiction ORDER BY id LIMIT 1');
    if (held) return { jurisdiction: held.name, accounts: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]) : [] };
    const loader = new DistrictLoader(app.get(CommandBus), demo, await app.get(Clock).now());
    const loaded = await database.transaction(async () => {
      const accounts = await loader.load();
      writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
      return { jurisdiction: demo.district.jurisdiction.name, accounts };
    });
    // Each act of a night is a transaction of its own, as it is in a real one.
    if (environment.DEMO_NIGHTS === 'on') await loadNights(app, loader.jurisdictionId);
    return loaded;
  });
}

class DistrictLoader {
  jurisdictionId = '';
  private readonly units = new Map<string, string>();
  private readonly people = new Map<string, string>();
  private readonly users = new Map<Role, string>();

  private readonly district: DemoDistrict;

  constructor(
    private readonly commands: CommandBus,
    private readonly demo: Demo,
    private readonly now: Date,
  ) {
    this.district = demo.district;
  }

  async load(): Promise<DemoAccount[]> {
    this.jurisdictionId = (await this.commands.execute(new FoundJurisdiction(this.district.jurisdiction))).id;
    await this.loadUnits();
    await this.loadPeople();
    await this.loadShifts();
    await this.loadStations();
    const accounts = await this.loadAccounts();
    await this.loadPlan();
    return accounts;
  }

  private async loadUnits(): Promise<void> {
    for (const { name, shortName, kind, attributes, parent, at } of this.district.units) {
      const input = { name, shortName, kind, attributes, parentId: parent ? this.units.get(parent)! : null, latitude: at?.[0] ?? null, longitude: at?.[1] ?? null };
      this.units.set(name, (await this.commands.execute(new RegisterUnit(this, input))).id);
    }
  }

  private async loadPeople(): Promise<void> {
    for (const { unit, name, title, head } of this.district.people) {
      const input = { unitId: this.units.get(unit)!, name, title, isHead: head };
      this.people.set(name, (await this.commands.execute(new RegisterPerson(this, input))).id);
    }
  }

  private async loadShifts(): Promise<void> {
    for (const { unit, people, hours } of this.district.shifts) {
      const shifts = alternate(people.map((name) => this.people.get(name)!), hours, this.now, ROSTER_DAYS);
      for (let from = 0; from < shifts.length; from += MOST_SHIFTS) {
        await this.commands.execute(new PlanShifts(this, this.units.get(unit)!, { shifts: shifts.slice(from, from + MOST_SHIFTS) }));
      }
    }
  }

  private async loadStations(): Promise<void> {
    for (const { code, name, place, unit } of this.district.stations ?? []) await this.commands.execute(new KeepStation(this, code, { name, place, unitId: this.units.get(unit)! }));
  }

  private async loadAccounts(): Promise<DemoAccount[]> {
    const accounts = this.district.accounts.map((account) => ({ ...account, password: randomPassword() }));
    for (const { username, role, unit, person, password } of accounts) {
      const input = { username, name: person, unitId: this.units.get(unit)!, personId: this.people.get(person)!, roles: [role], password };
      const { id } = await this.commands.execute(new LoadAccount(this.jurisdictionId, input));
      if (!this.users.has(role)) this.users.set(role, id);
    }
    return accounts.map(({ username, password, role, unit, person }) => ({ username, password, role, unit, name: person }));
  }

  /** Imported by a duty officer, published by a second person, as any plan. */
  private async loadPlan(): Promise<void> {
    const source = { sourceName: this.district.plan, text: this.demo.planText, format: 'qingkong.plan/1' as const };
    const { id } = await this.as('duty-officer', (actor) => this.commands.execute(new ImportPlan(actor, source)));
    await this.as('approver', (actor) => this.commands.execute(new PublishPlan(actor, id, { reason: '演示数据：不是每个单位都开通了账号。' })));
  }

  private as<T>(role: Role, work: (actor: Actor) => Promise<T>): Promise<T> {
    const actor: Actor = { id: this.users.get(role)!, jurisdictionId: this.jurisdictionId, unitId: null, personId: null, roles: [role] };
    return actingAs({ actor }, () => work(actor));
  }
}

/** Fourteen characters that nobody confuses on paper: no 0 O 1 l I. */
function randomPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';
  const draw = (): string => Array.from({ length: 14 }, () => alphabet[randomInt(alphabet.length)]).join('');
  for (;;) {
    const password = draw();
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}
