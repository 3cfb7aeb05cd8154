import { City } from '../harness/city.js';
import { demoNames } from '../../apps/standalone/src/demo/demo-file.js';

interface Shown {
  readonly to: string;
  readonly checklists: number;
  readonly items: number;
  readonly unreachable: string[];
  readonly units: { name: string; onDuty: string | null }[];
}

interface Wanted {
  readonly title: string;
  readonly checklists: number;
  readonly items: number;
  readonly units: string[];
  /** One of them that carries something out. */
  readonly doer: string;
}

/** Who has to do what at a level, by the faces of plan and directory alone. */
const WANTED = `
  WITH place AS (SELECT id FROM directory_jurisdiction), plan AS (SELECT in_force.* FROM place, plan_face_in_force(place.id) in_force),
  task AS (
    SELECT line.measure_no, line.line_no, work.role, coalesce(work.unit_id, member.unit_id) AS unit_id
      FROM plan, plan_face_levels(plan.version_id) level, plan_face_lines(plan.version_id) line
      JOIN plan_face_assignments((SELECT version_id FROM plan)) work USING (measure_no)
      LEFT JOIN directory_face_members((SELECT id FROM place)) member ON member.group_id = work.group_id
     WHERE level.warning_level = $1 AND level.response_level = ANY (line.levels)
  )
  SELECT (SELECT title FROM plan) AS title, count(DISTINCT unit_id)::int AS checklists,
         count(DISTINCT (unit_id, measure_no, line_no)) FILTER (WHERE role = 'responsible')::int AS items,
         (SELECT array_agg(DISTINCT unit.name ORDER BY unit.name) FROM task JOIN directory_face_units((SELECT id FROM place)) unit USING (unit_id)) AS units,
         (SELECT min(unit.name) FROM task JOIN directory_face_units((SELECT id FROM place)) unit USING (unit_id) WHERE role = 'responsible') AS doer
    FROM task`;

/** 演示方案: each demo that ships is loaded as `npm start` loads it, and runs a response of its own district with its own units. */
describe.each(demoNames())('the demo %s runs', (name) => {
  let city: City;
  let warning: string;

  beforeAll(async () => {
    city = await City.of(name);
    const draft = { level: 'yellow', basis: 'own_forecast', reason: '预测日AQI大于200将持续48小时', exercise: true };
    warning = (await city.first('duty-officer').does<{ id: string }>('/warnings', draft)).id;
  });
  afterAll(() => city.sleeps());

  const wanted = async (level: string) => (await city.database.query<Wanted>(WANTED, [level]))[0]!;

  it.each(['yellow', 'orange', 'red'])('at %s each unit of the plan would get its lines, and all can be reached', async (level) => {
    const officer = city.first('duty-officer');
    expect((await officer.patch(`/warnings/${warning}`, { level })).status).toBeLessThan(300);
    const shown = await officer.reads<Shown>(`/warnings/${warning}/preview`);
    const { checklists, items, units } = await wanted(level);
    expect(checklists).toBeGreaterThan(5);
    expect(items).toBeGreaterThan(checklists);
    expect({ checklists: shown.checklists, items: shown.items, units: shown.units.map((unit) => unit.name).sort() }).toEqual({ checklists, items, units: [...units].sort() });
    expect({ unreachable: shown.unreachable, nobodyOnDuty: shown.units.filter(({ onDuty }) => onDuty === null) }).toEqual({ unreachable: [], nobodyOnDuty: [] });
  });

  it('signed at red, as an exercise, the checklists stand in every unit’s inbox', async () => {
    const [officer, approver] = [city.first('duty-officer'), city.first('approver')];
    await officer.does(`/warnings/${warning}/submit`);
    const { previewHash } = await approver.reads<{ previewHash: string }>(`/warnings/${warning}/preview`);
    await approver.does(`/warnings/${warning}/approve`, { previewHash });
    await city.settles();
    const { items: responses } = await officer.reads<{ items: { id: string; warningId: string }[] }>('/responses');
    const { checklists, items, units, title } = await wanted('red');
    const response = responses.find(({ warningId }) => warningId === warning)!;
    expect(await officer.reads(`/responses/${response.id}`)).toMatchObject({ exercise: true, level: 'I', planTitle: title });
    expect((await officer.reads<{ totals: object }>(`/responses/${response.id}/progress`)).totals).toMatchObject({ checklists, items, sent: checklists, answered: 0 });
    const arrived = await Promise.all(
      units.map(async (unit) => {
        const { items: mine } = await city.first('unit', unit).reads<{ items: { id: string }[] }>('/checklists?mine=true');
        const { items: lines } = await city.first('unit', unit).reads<{ items: unknown[] }>(`/checklists/${mine[0]!.id}`);
        return mine.length === 1 && lines.length > 0;
      }),
    );
    expect(arrived).toEqual(units.map(() => true));
  });

  it('and one that carries measures out acknowledges and answers them', async () => {
    const person = city.first('unit', (await wanted('red')).doer);
    const { items: mine } = await person.reads<{ items: { id: string }[] }>('/checklists?mine=true');
    const place = `/checklists/${mine[0]!.id}`;
    const { items } = await person.reads<{ items: { id: string; role: string }[] }>(place);
    const own = items.filter(({ role }) => role === 'responsible').map(({ id }) => ({ itemId: id, answer: 'not_applicable', note: '本单位无此情形' }));
    await person.does(`${place}/acknowledge`);
    await person.does(`${place}/confirm`, { items: own });
    await city.settles();
    expect(own.length).toBeGreaterThan(0);
    expect(await person.reads(place)).toMatchObject({ acknowledgedAt: expect.any(String), itemsAnswered: own.length });
  });
});
