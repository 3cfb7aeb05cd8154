import type { Command } from '@nestjs/cqrs';
import { FoundJurisdiction, RegisterPerson, RegisterUnit, type UnitKind } from '#directory';
import { LoadAccount, type Role } from '#identity';
import { ImportPlan, PublishPlan } from '#plan';
import { afterMarks, Refusal, type Actor } from '#platform';
import { WITNESS_TABLES } from '../crash/witness-tables.js';
import { stage, type Stage } from '../harness/stage.js';
import { Engine } from './engine.js';
import { BUREAU, SECOND_BUREAU, UNITS, yamlOf, type PlanShape } from './plan-shape.js';

export const OFFICE = '指挥部办公室';

/** Who acts at the command office. `both` may draft and sign, but not the same message. */
const OFFICERS = { officer: ['duty-officer'], approver: ['approver'], both: ['duty-officer', 'approver'], commander: ['commander'] } satisfies Record<string, Role[]>;
export type Officer = keyof typeof OFFICERS;

/** Everything that a night writes: emptied between two runs, as no role of the product could. What was founded stays. */
const WRITTEN = `
  SELECT string_agg(tablename, ', ') AS tables FROM pg_tables
   WHERE schemaname = 'public' AND (tablename !~ '^(directory|identity|plan|platform|test)_' OR tablename = 'platform_idempotency')
     AND tablename NOT IN ('journal_head', 'crash_subscription')`;
const forget = (tables: string): string => `
  SET session_replication_role = replica;
  TRUNCATE ${tables};
  UPDATE journal_head SET position = 0;
  UPDATE test_clock SET shift = '0';
  SET session_replication_role = origin`;
const SUBSCRIPTIONS = `CREATE TABLE crash_subscription AS SELECT * FROM jsonb_to_recordset($1::jsonb) AS subscription(subscriber text, type text)`;

/** A district of five units and a command office on a database of its own, with the real handlers, and an engine that is turned by hand. */
export class District {
  readonly units = new Map<string, string>();
  private readonly people = new Map<string, Actor>();
  private planUnderWay = '';

  private constructor(
    readonly stage: Stage,
    readonly engine: Engine,
    readonly jurisdictionId: string,
  ) {}

  static async founded(): Promise<District> {
    const scene = await stage();
    const { id } = await scene.command(new FoundJurisdiction({ name: '试验区', level: 'district' }));
    const district = new District(scene, await Engine.of(scene), id);
    await district.settle();
    const subscriptions = afterMarks.map(({ subscriber, event }) => ({ subscriber, type: event.wireName }));
    await scene.database.query(SUBSCRIPTIONS, [JSON.stringify(subscriptions)]);
    for (const table of WITNESS_TABLES) await scene.database.query(table);
    return district;
  }

  /** As it was before any night, with this plan in force. */
  async begins(plan: PlanShape): Promise<void> {
    const text = yamlOf(plan);
    if (text !== this.planUnderWay) await this.publish(text);
    this.planUnderWay = text;
    const [written] = await this.query<{ tables: string }>(WRITTEN);
    await this.stage.database.query(forget(written!.tables));
  }

  async publish(text: string): Promise<void> {
    const { id } = await this.stage.command(new ImportPlan(this.officer('officer'), { sourceName: 'plan.yaml', text, format: 'qingkong.plan/1' }), this.officer('officer'));
    await this.stage.command(new PublishPlan(this.officer('approver'), id, { reason: '试验区的账号没有口令。' }), this.officer('approver'));
  }

  officer(name: Officer): Actor {
    return this.people.get(name)!;
  }

  /** Who answers for the unit. */
  unit(name: string): Actor {
    return this.people.get(name)!;
  }

  /** Null when it was done, else the code of the refusal. Anything that is no refusal is a bug, and thrown. */
  async tries<Result>(command: Command<Result>, actor: Actor): Promise<{ refused: string | null; result: Result | null }> {
    try {
      return { refused: null, result: await this.stage.command(command, actor) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { refused: error.code, result: null };
    }
  }

  async passes(minutes: number): Promise<void> {
    await this.stage.database.query('UPDATE test_clock SET shift = shift + make_interval(mins => $1)', [minutes]);
  }

  query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.stage.database.query<Row>(text, values);
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  private async settle(): Promise<void> {
    const office = await this.register(OFFICE, 'command_office');
    for (const [name, roles] of Object.entries(OFFICERS)) this.people.set(name, await this.account(name, office, roles));
    for (const unit of UNITS) {
      const kind = unit === BUREAU || unit === SECOND_BUREAU ? 'bureau' : 'township';
      const id = await this.register(unit, kind);
      await this.stage.command(new RegisterPerson(this, { unitId: id, name: `${unit}负责人`, isHead: true }));
      this.people.set(unit, await this.account(`of${id}`, id, ['unit']));
    }
  }

  private async register(name: string, kind: UnitKind): Promise<string> {
    const { id } = await this.stage.command(new RegisterUnit(this, { name, shortName: name, kind }));
    this.units.set(name, id);
    return id;
  }

  private async account(username: string, unitId: string, roles: readonly Role[]): Promise<Actor> {
    const { id } = await this.stage.command(new LoadAccount(this.jurisdictionId, { username: username.padEnd(4, '0'), name: username, unitId, personId: null, roles: [...roles] }));
    return { id, jurisdictionId: this.jurisdictionId, unitId, personId: null, roles };
  }
}

export const nameOfUnit = (district: District, id: string): string => [...district.units].find(([, other]) => other === id)![0];
