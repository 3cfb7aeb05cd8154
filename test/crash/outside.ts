import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { channelsFile, FakeSms, FakeWecom, type Behaviour, type FakeGateway } from '../harness/gateways/index.js';
import type { Chance } from './chance.js';
import type { Server } from './server.js';

/** Every city has units with a telephone, some with a robot as well. */
export const CONTACTS = `
  INSERT INTO directory_contact (jurisdiction_id, unit_id, channel, address, verified_at)
  SELECT jurisdiction_id, id, channel, CASE channel WHEN 'mobile' THEN '139' || lpad(id::text, 8, '0') ELSE 'robot-of-' || id END, clock_now()
    FROM (SELECT *, row_number() OVER (PARTITION BY jurisdiction_id ORDER BY id) AS n FROM directory_unit WHERE kind IN ('township', 'subdistrict')) AS unit, unnest(ARRAY['mobile', 'wecom']) AS channel
   WHERE n <= CASE channel WHEN 'mobile' THEN 10 ELSE 4 END`;
/** What the providers took, so that an invariant can compare it with the ledger. */
export const TAKEN_TABLE = 'CREATE TABLE crash_taken (gateway text NOT NULL, key text NOT NULL, marked boolean NOT NULL)';
const TAKEN_ROWS = 'INSERT INTO crash_taken SELECT * FROM jsonb_to_recordset($1::jsonb) AS taken(gateway text, key text, marked boolean)';

const MOODS: readonly Behaviour[] = ['success', 'success', 'success', 'error', 'cut', 'lost', 'refuse', 'receipt-first', 'receipt-twice'];
/** Of so many messages of a night every fourth is refused for good, so that an operator has something to send again. */
const [MESSAGES, REFUSED] = [60, 4];
const RECEIPT_TRIES = 8;

/** As every provider does, it reports what became of each message, again until somebody hears it, and meanwhile goes on. */
class PatientSms extends FakeSms {
  private readonly unheard = new Set<Promise<void>>();

  override async reports(...reports: Parameters<FakeSms['reports']>): Promise<number> {
    const report = this.until(() => super.reports(...reports)).finally(() => this.unheard.delete(report));
    this.unheard.add(report);
    return 0;
  }

  /** Every report was heard, or given up. */
  async reported(): Promise<void> {
    while (this.unheard.size > 0) await Promise.all(this.unheard);
  }

  protected override answer(...[behaviour, told]: Parameters<FakeSms['answer']>): ReturnType<FakeSms['answer']> {
    if (behaviour === 'success') void this.receipt(told);
    return super.answer(behaviour, told);
  }

  private async until(report: () => Promise<number>): Promise<void> {
    for (let tries = 0; tries < RECEIPT_TRIES; tries++) {
      if ((await report().catch(() => 0)) === 200) return;
      await sleep(300);
    }
  }
}

/** How a provider treats the messages of a night, one by one. */
export function moodsOf(chance: Chance): Behaviour[] {
  const ill = Array.from({ length: chance.whole(0, 12) }, () => chance.one(MOODS));
  return Array.from({ length: MESSAGES }, (_, n) => (n % REFUSED === 1 ? 'refuse' : (ill[n] ?? 'success')));
}

/** The providers of a lane: one that knows keys and can be asked, one that can do neither. */
export class Outside {
  private readonly sms = new PatientSms();
  private readonly wecom = new FakeWecom();

  private file = '';

  static async open(folder: string, apiPort: number): Promise<Outside> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const outside = new Outside();
    for (const fake of outside.fakes) await fake.opens();
    outside.sms.callback = `http://127.0.0.1:${apiPort}/api/v1/receipts/sms`;
    // Timeouts go by the wall and leases by the database, whose clock runs ahead: what a lease forgets, the provider is given time to remember.
    const limits = { timeoutSeconds: 2, breaker: { failures: 5, openSeconds: 5 } };
    // Once: written anew for each process it could be read by another while it is empty, as if there were no way outside.
    outside.file = channelsFile(folder, [outside.sms.entry({ ...limits, settledSeconds: 15 }), outside.wecom.entry(limits)]);
    return outside;
  }

  environment(): Record<string, string> {
    return { CHANNELS_FILE: this.file, PUBLIC_URL: 'https://qingkong.invalid' };
  }

  /** A series begins: nothing has been taken. */
  forgets(): void {
    for (const fake of this.fakes) fake.heard.splice(0);
  }

  /** How the providers are tonight: ill, deaf, refusing or forgetful for a while, and well at last. */
  behaves(chance: Chance): void {
    for (const fake of this.fakes) fake.behaves(...moodsOf(chance), 'success');
  }

  /** What the providers have to say of tonight's messages has been said. */
  reported(): Promise<void> {
    return this.sms.reported();
  }

  async notesDown(server: Server, database: string): Promise<void> {
    const taken = this.fakes.flatMap((fake) => fake.taken.map(({ key, marked }) => ({ gateway: fake.channel, key, marked })));
    await server.once(database, 'TRUNCATE crash_taken');
    await server.once(database, TAKEN_ROWS, [JSON.stringify(taken)]);
  }

  async closed(): Promise<void> {
    await Promise.all(this.fakes.map((fake) => fake.dies()));
  }

  private get fakes(): FakeGateway[] {
    return [this.sms, this.wecom];
  }
}
