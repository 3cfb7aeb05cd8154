import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { channelsFile, type FakeGateway } from '../harness/gateways/index.js';

export interface Row {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  readonly gateway: string | null;
  readonly number: string | null;
  readonly state: string;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly replayable: boolean;
  readonly sentAt: string | null;
  readonly deliveredAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly delaySeconds: number | null;
}

const PATIENCE_MS = 40_000;

/** A city that speaks to the outside: fakes of its gateways, a channels file that names them, contacts, and an order to be told. */
export class Outside {
  desk!: Desk;
  response = '';
  private constructor(
    readonly city: City,
    readonly fakes: readonly FakeGateway[],
  ) {
    this.desk = new Desk(city);
  }

  /** `limits`: for every gateway. `worker: false`: the story starts its own. */
  static async begins(fakes: readonly FakeGateway[], { limits = {}, worker = true }: { limits?: Record<string, unknown>; worker?: boolean } = {}): Promise<Outside> {
    for (const fake of fakes) await fake.opens();
    const CHANNELS_FILE = channelsFile(mkdtempSync(path.join(tmpdir(), 'qingkong-channels-')), fakes.map((fake) => fake.entry(limits)));
    const city = await City.wakes({ worker, settings: { CHANNELS_FILE, PUBLIC_URL: 'https://qingkong.invalid' } });
    return new Outside(city, fakes);
  }

  /** What another process of this city needs to know. */
  get variables(): Record<string, string> {
    const { CHANNELS_FILE, DATA_DIR, PUBLIC_URL } = this.city.environment;
    return { CHANNELS_FILE: CHANNELS_FILE!, DATA_DIR, PUBLIC_URL: PUBLIC_URL! };
  }

  /** A verified contact of a unit, or of its head. */
  async contact(unit: string, channel: string, address: string, of: 'unit' | 'head' = 'unit'): Promise<void> {
    await this.city.database.query(
      `INSERT INTO directory_contact (jurisdiction_id, unit_id, person_id, channel, address, verified_at)
       SELECT jurisdiction_id, id, CASE WHEN $4 = 'head' THEN (SELECT min(p.id) FROM directory_person p WHERE p.unit_id = u.id AND p.is_head) END, $2, $3, clock_now()
         FROM directory_unit u WHERE name = $1`,
      [unit, channel, address, of],
    );
  }

  async raises(more: object = {}): Promise<void> {
    this.response = (await this.desk.issues('orange', more)).response;
  }

  /** The signature, while no worker is there to do anything about it. */
  async raisesUnattended(): Promise<void> {
    const { officer, approver } = this.desk;
    const { id: warning } = await officer.does<{ id: string }>('/warnings', { level: 'orange', basis: 'own_forecast', reason: '夜间加重' });
    await officer.does(`/warnings/${warning}/submit`);
    await approver.does(`/warnings/${warning}/approve`, { previewHash: await this.desk.previewHash(warning) });
    this.response = (await officer.reads<{ items: { id: string }[] }>('/responses')).items[0]!.id;
  }

  /** 催办 of one unit, a minute after whatever was said last: one notice more for each of its contacts. */
  async reminds(unit: string): Promise<void> {
    await this.advances(1);
    const [list] = await this.city.database.query<{ id: string }>(
      `SELECT l.id FROM checklist_checklist l JOIN directory_unit u ON u.id = l.unit_id WHERE u.name = $1 AND l.response_id = $2`,
      [unit, this.response],
    );
    await this.desk.officer.does(`/responses/${this.response}/remind`, { about: 'unanswered', checklistIds: [list!.id] });
  }

  /** Moves the clock by which everything is judged. */
  async advances(minutes: number): Promise<void> {
    await this.city.database.query(`UPDATE test_clock SET shift = shift + make_interval(secs => $1)`, [minutes * 60]);
  }

  /** Moves the clock to where what waits may be tried again; never past a lease that somebody holds. */
  async comesToNextTry(): Promise<void> {
    await this.city.database.query(`
      UPDATE test_clock SET shift = shift + wait.length
        FROM (SELECT max(next_at) - clock_now() AS length FROM notification_parcel WHERE state = 'waiting') wait
       WHERE wait.length > interval '0' AND NOT EXISTS (SELECT 1 FROM notification_parcel WHERE state = 'sending')`);
  }

  /** The rows of the ledger that go outside, as the desk sees them, oldest first. */
  async ledger(gateway?: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let cursor = ''; ; ) {
      const page = await this.desk.officer.reads<{ items: Row[]; nextCursor: string | null }>(`/responses/${this.response}/deliveries?limit=100${cursor}`);
      rows.push(...page.items.filter((row) => row.channel !== 'in_app' && (!gateway || row.gateway === gateway)));
      if (!page.nextCursor) return rows;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }

  async last(gateway: string): Promise<Row> {
    return (await this.ledger(gateway)).at(-1)!;
  }

  parcels<T = { id: string; state: string; attempts: number; uncertain: boolean }>(): Promise<T[]> {
    return this.city.database.query<T>(`SELECT id, state, attempts, uncertain, key, reference, failure_code AS "failureCode" FROM notification_parcel ORDER BY id`);
  }

  /** Waits for something to become true; what it waited for is said when it does not. */
  async until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
    for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(25)) if (await condition()) return;
    throw new Error(`It never came: ${what}. Messages: ${JSON.stringify(await this.parcels())}`);
  }

  /** Nothing waits to leave, nothing is under way. */
  quiet(gateway: string): Promise<void> {
    return this.until(`quiet at ${gateway}`, async () => (await this.ledger(gateway)).every((row) => row.state !== 'queued') && (await this.parcels()).every(({ state }) => !['waiting', 'sending'].includes(state)));
  }

  /** What the journal says was put right about leases that nobody gave back, one entry a line. */
  async leasesTakenUp(): Promise<string[][]> {
    const rows = await this.city.database.query<{ subjects: string[] }>(
      `SELECT data -> 'subjects' AS subjects FROM journal WHERE type = 'platform.repaired' AND data ->> 'sweep' = 'notification.leases' ORDER BY id`);
    return rows.map(({ subjects }) => subjects);
  }

  async channel(name: string): Promise<Record<string, unknown>> {
    const { items } = await this.desk.officer.reads<{ items: Record<string, unknown>[] }>('/channels');
    return items.find((one) => one.name === name)!;
  }

  async ends(): Promise<void> {
    for (const fake of this.fakes) fake.release();
    await this.city.sleeps();
    for (const fake of this.fakes) await fake.dies();
  }
}
