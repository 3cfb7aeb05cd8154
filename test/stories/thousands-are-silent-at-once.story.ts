import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

/** More than two blocks of the clock engine. */
const PLANTS = 11_000;

/** As many plants as a province has, each with the first two lines of a town's checklist: raised as that town's was. */
const SETTLE = `
  WITH model AS (
    SELECT list.* FROM checklist_checklist list JOIN directory_unit unit ON unit.id = list.unit_id WHERE list.response_id = $1 AND unit.name = '青石镇'
  ), plant AS (
    INSERT INTO directory_unit (jurisdiction_id, name, short_name, initials, kind)
    SELECT model.jurisdiction_id, '静默企业' || n, '静默' || n, 'jmqy' || n, 'enterprise' FROM model, generate_series(1, $2::int) n RETURNING id
  ), list AS (
    INSERT INTO checklist_checklist (jurisdiction_id, response_id, unit_id, exercise, revision, items_total, issued_at, sent_at, acknowledge_by, ring_at)
    SELECT model.jurisdiction_id, model.response_id, plant.id, model.exercise, model.revision, 2, model.issued_at, model.issued_at, model.acknowledge_by, model.ring_at
      FROM model, plant RETURNING id
  ), line AS (
    SELECT item.* FROM model JOIN checklist_item item ON item.checklist_id = model.id
      JOIN checklist_line line ON line.response_id = model.response_id AND line.line_id = item.line_id
      JOIN checklist_lead lead ON lead.response_id = model.response_id AND lead.measure_no = line.measure_no AND lead.unit_id <> model.unit_id
     WHERE item.role = 'responsible' ORDER BY item.line_id LIMIT 2
  )
  INSERT INTO checklist_item (checklist_id, line_id, role, state, confirm_by)
  SELECT list.id, line.line_id, line.role, line.state, line.confirm_by FROM list, line`;

interface Told {
  readonly ring: string;
  readonly addressees: number;
  readonly notices: number;
  readonly most: number;
}

describe('thousands are silent at once', () => {
  let city: City;
  let silent: number;

  const told = (): Promise<Told[]> =>
    city.database.query<Told>(`
      SELECT ring, count(*)::int AS addressees, sum(notices)::int AS notices, max(about)::int AS most
        FROM (SELECT facts ->> 'ring' AS ring, unit_id, person_id, count(*) AS notices, sum((facts ->> 'checklists')::int) AS about
                FROM notification_delivery WHERE kind = 'clock.acknowledge' AND channel = 'in_app' GROUP BY 1, 2, 3) one
       GROUP BY ring ORDER BY ring`);

  beforeAll(async () => {
    city = await City.wakes();
    const { response } = await new Desk(city).issues('orange');
    await city.database.query(SETTLE, [response, PLANTS]);
    [{ silent }] = (await city.database.query<{ silent: number }>('SELECT count(*)::int AS silent FROM checklist_checklist WHERE response_id = $1', [response])) as [{ silent: number }];
    // Every step of the first clock is due by then, none of the second.
    await city.clockAdvances({ minutes: 130 });
  });
  afterAll(() => city.sleeps());

  it('needs several blocks of the engine', async () => {
    const rings = await city.database.query<{ ring: string; blocks: number; checklists: number }>(
      `SELECT data ->> 'ring' AS ring, count(*)::int AS blocks, sum((data ->> 'checklists')::int)::int AS checklists FROM journal WHERE type = 'checklist.clock-rang' AND data ->> 'clock' = 'acknowledge' GROUP BY 1 ORDER BY 1`,
    );
    expect(rings.map(({ ring }) => ring)).toEqual(['commander', 'duty', 'head', 'lead']);
    for (const { blocks, checklists } of rings.filter(({ ring }) => ring !== 'lead')) expect({ several: blocks >= 3, checklists }).toEqual({ several: true, checklists: silent });
  });

  it('tells each unit once for each step, and the commander and each lead unit once of all', async () => {
    const [commander, duty, head, lead] = await told();
    expect(commander).toEqual({ ring: 'commander', addressees: 1, notices: 1, most: silent });
    expect(duty).toEqual({ ring: 'duty', addressees: silent, notices: silent, most: 1 });
    expect(head).toEqual({ ring: 'head', addressees: silent, notices: silent, most: 1 });
    expect(lead!.notices).toBe(lead!.addressees);
    expect(lead!.most).toBeGreaterThanOrEqual(PLANTS);
  });

  it('says nothing of it again', async () => {
    const before = await told();
    await city.clockAdvances({ minutes: 5 });
    expect(await told()).toEqual(before);
  });
});
