import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ImportReadings, Stations } from '#air-quality';
import { AcknowledgeChecklist, ChecklistBoard, ChecklistById, ConfirmItems, ExcuseUnit, MyChecklists, ReviewItem, ReviewQueue, StandDown, type ItemView, type Preview, WarningPreview } from '#checklist';
import { LogViolation } from '#inspection';
import { actingAs, Clock, Database, type Actor } from '#platform';
import { ResponseList } from '#response';
import { ApproveMessage, DraftWarning, MoveMessage, OpenMessage, type WarningLevel } from '#warning';
import { foulAir } from './foul-air.js';

const ACTORS = `
  SELECT account.user_id AS id, account.name, account.unit_id AS "unitId", account.person_id AS "personId", holder.role, place.latitude, place.longitude
    FROM unnest(ARRAY['duty-officer', 'approver', 'inspector', 'unit']) AS role(name)
   CROSS JOIN LATERAL (SELECT user_id, role.name AS role FROM identity_face_holders($1, role.name)) holder
    JOIN identity_face_users($1) account USING (user_id) LEFT JOIN directory_face_places($1) place USING (unit_id) ORDER BY account.user_id`;

/** 演示响应: one that is over and one that runs, made by the commands that people send; nothing of it is written past them. */
export async function loadNights(app: INestApplicationContext, jurisdictionId: string): Promise<void> {
  const rows = await app.get(Database).query<{ id: string; unitId: string | null; personId: string | null; role: string; latitude: number | null; longitude: number | null }>(ACTORS, [jurisdictionId]);
  const actors = rows.map(({ role, latitude: _latitude, longitude: _longitude, ...account }): Actor => ({ ...account, jurisdictionId, roles: [role] }));
  const places = new Map(rows.map(({ unitId, latitude, longitude }) => [unitId, { latitude, longitude }]));
  const nights = new Nights(app.get(CommandBus), app.get(QueryBus), actors, places);
  await nights.air(await app.get(Clock).now());
  await nights.finished();
  await nights.running();
}

interface Place {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

class Nights {
  private readonly officer: Actor;
  private readonly approver: Actor;
  private readonly inspector: Actor;
  private readonly units: readonly Actor[];

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    actors: readonly Actor[],
    private readonly places: ReadonlyMap<string | null, Place>,
  ) {
    const first = (role: string): Actor => actors.find(({ roles }) => roles.includes(role))!;
    [this.officer, this.approver, this.inspector] = [first('duty-officer'), first('approver'), first('inspector')];
    this.units = actors.filter(({ roles }) => roles.includes('unit'));
  }

  /** 空气质量 of the three days before, growing worse: what the levels were raised against. */
  async air(now: Date): Promise<void> {
    const { items } = await this.queries.execute(new Stations(this.officer, {}));
    if (items.length > 0) await this.act(this.officer, new ImportReadings(this.officer, { readings: foulAir(items.map(({ code }) => code), now) }));
  }

  /** Raised, answered by all, lifted, stood down. It closes as soon as the worker has heard of the last stand-down. */
  async finished(): Promise<void> {
    const warning = await this.raise('yellow', '预测未来48小时日均AQI大于200，启动黄色预警');
    for (const unit of this.units) await this.answer(unit, 1);
    await this.act(this.officer, new OpenMessage(this.officer, warning, 'lift', { basis: 'own_forecast', reason: '冷空气过境，空气质量明显好转' }));
    await this.act(this.officer, new MoveMessage(this.officer, warning, 'submitted'));
    await this.act(this.approver, new ApproveMessage(this.approver, warning, {}));
    for (const unit of this.units) for (const { id } of await this.listsOf(unit)) await this.act(unit, new StandDown(unit, id));
    // Whoever has no account cannot answer; the office excuses him, as it would in earnest.
    const { items: silent } = await this.queries.execute(new ChecklistBoard(this.officer, { state: 'not_stood_down', limit: 100 }));
    for (const { id } of silent) await this.act(this.officer, new ExcuseUnit(this.officer, id, { reason: '演示：该单位没有账号，已电话确认' }));
  }

  /** Under way: some have not acknowledged, some have answered, one answer came back, one violation was found. */
  async running(): Promise<void> {
    await this.raise('orange', '预测未来两天日均AQI持续大于200，经会商达到橙色预警条件');
    const busy = this.units.slice(0, Math.ceil(this.units.length * 0.7));
    for (const [n, unit] of busy.entries()) await this.answer(unit, n % 3 === 0 ? 0 : n % 3 === 1 ? 0.5 : 1);
    await this.review();
    const unitId = this.units.at(-1)!.unitId!;
    const { latitude = null, longitude = null } = this.places.get(unitId) ?? {};
    // A few hundred metres away, so that its mark does not cover the unit's own on the map.
    const there = latitude === null || longitude === null ? {} : { latitude: latitude + 0.004, longitude: longitude + 0.006 };
    await this.act(this.inspector, new LogViolation(this.inspector, { unitId, category: 'bare_soil', place: '东环路北侧工地', ...there, description: '裸土未覆盖约200平方米' }));
  }

  private async raise(level: WarningLevel, reason: string): Promise<string> {
    const { id } = await this.act<{ id: string }>(this.officer, new DraftWarning(this.officer, { level, basis: 'own_forecast', reason }));
    await this.act(this.officer, new MoveMessage(this.officer, id, 'submitted'));
    const preview: Preview = await this.queries.execute(new WarningPreview(this.approver, id, { warningLevel: level }));
    await this.act(this.approver, new ApproveMessage(this.approver, id, { previewHash: preview.previewHash }));
    return id;
  }

  private listsOf = async (unit: Actor) => (await this.queries.execute(new MyChecklists(unit, {}))).items.filter(({ stoodDownAt, excusedAt }) => !stoodDownAt && !excusedAt);

  /** Signed; of its lines that share of them is answered, with what each asks for. */
  private async answer(unit: Actor, share: number): Promise<void> {
    for (const { id } of await this.listsOf(unit)) {
      await this.act(unit, new AcknowledgeChecklist(unit, id));
      const { items } = await this.queries.execute(new ChecklistById(unit, id));
      const open = items.filter(({ role, state }) => role === 'responsible' && state === 'open');
      const answers = open.slice(0, Math.ceil(open.length * share)).map((item, n) => answerOf(item, n, this.places.get(unit.unitId)));
      if (answers.length > 0) await this.act(unit, new ConfirmItems(unit, id, { items: answers }));
    }
  }

  /** The office looks at the first answers: one comes back, the others are good. */
  private async review(): Promise<void> {
    const { items: running } = await this.queries.execute(new ResponseList(this.officer, { state: 'active' }));
    const { items: waiting } = await this.queries.execute(new ReviewQueue(this.officer, { responseId: running[0]!.id, limit: 6 }));
    for (const [n, { checklistId, itemId }] of waiting.entries())
      await this.act(this.officer, new ReviewItem(this.officer, checklistId, itemId, n === 0 ? 'returned' : 'accepted', n === 0 ? '请补充落实情况的说明' : null));
  }

  private act<T>(actor: Actor, command: { readonly actor: Actor } & Parameters<CommandBus['execute']>[0]): Promise<T> {
    return actingAs({ actor }, () => this.commands.execute(command)) as Promise<T>;
  }
}

/** Done where words are proof enough; what asks for a photo, or for the place of a unit that has none, cannot be shown by a demo, and says so. */
function answerOf({ id, evidence }: ItemView, n: number, at: Place | undefined) {
  const isShown = !evidence.includes('photo') && !evidence.includes('document') && !(evidence.includes('location') && at?.latitude == null);
  if (!isShown) return { itemId: id, answer: 'not_applicable' as const, note: '演示：本单位不涉及' };
  if (n % 7 === 6) return { itemId: id, answer: 'partly' as const, note: '演示：正在办理' };
  return { itemId: id, answer: 'done' as const, count: evidence.includes('count') ? 12 : null, ...(evidence.includes('location') ? at : {}) };
}
