import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Refusal, type Actor } from '#platform';
import { ChannelRegistry } from '../../libs/notification/src/channels/channel-registry.js';
import { GatewaySettings } from '../../libs/notification/src/channels/channels-file.js';
import { ReplayDelivery } from '../../libs/notification/src/commands/replay-deliveries.js';
import { Ledger } from '../../libs/notification/src/sending/ledger.js';
import { Parcels, type Parcel } from '../../libs/notification/src/sending/parcels.js';
import { Receipts } from '../../libs/notification/src/sending/receipts.js';
import type { Outcome } from '../../libs/notification/src/settlement.js';
import { stage, type Stage } from '../harness/stage.js';
import { holds, patience } from './settings.js';

const ill = { code: 'test.ill', text: 'not now' };
/** What a gateway may make of a try. */
const OUTCOMES = {
  accepted: { kind: 'accepted', reference: null },
  refused: { kind: 'refused', ...ill },
  failed: { kind: 'failed', ill: true, seconds: null, ...ill },
  throttled: { kind: 'throttled', whose: 'contact', seconds: null, ...ill },
  unsettled: { kind: 'unsettled', seconds: 5, ...ill },
  unknown: { kind: 'unknown', ...ill },
} satisfies Record<Outcome['kind'], Outcome>;

const ACTS = ['later', 'taken', 'accepted', 'refused', 'failed', 'throttled', 'unsettled', 'unknown', 'withdrawn', 'delivered', 'undelivered', 'given up', 'answered', 'replayed'] as const;
type Act = (typeof ACTS)[number];

interface Row {
  readonly state: string;
  readonly key: string;
  readonly delivery: string;
}

const ROW = `
  SELECT parcel.state, key, part.id AS delivery FROM notification_parcel parcel JOIN notification_delivery part ON part.parcel_id = parcel.id WHERE parcel.gateway = $1`;

/** Every step at least once, so that what the table allows for nothing is told. */
const KNOWN: [Act[]][] = [
  [['throttled', 'delivered', 'undelivered']],
  [['accepted', 'undelivered', 'delivered']],
  [['refused', 'replayed', 'later', 'taken', 'withdrawn']],
  [['failed', 'answered', 'given up']],
  [['failed', 'given up', 'later', 'replayed']],
];

/** A message to an address outside, whose decisions are statements: the real ones, in any order, also by a sender whose lease is somebody else's by now. */
describe('a message outside', () => {
  let scene: Stage;
  let settings: GatewaySettings;
  let leased: Parcel | null;
  let count = 0;
  const actor: Actor = { id: randomUUID(), jurisdictionId: randomUUID(), unitId: null, personId: null, roles: [] };
  const taken = new Set<string>();

  const row = async () => (await scene.database.query<Row>(ROW, [settings.name]))[0];
  const report = async (outcome: 'delivered' | 'failed'): Promise<unknown> => scene.module.get(Receipts).take(settings.name, { key: (await row())?.key ?? randomUUID(), reference: null, outcome, code: outcome });
  const replayed = async (): Promise<unknown> => scene.command(new ReplayDelivery(actor, (await row())?.delivery ?? '0'), actor).catch((error: Error) => {
    if (!(error instanceof Refusal)) throw error;
  });

  const does = async (act: Act): Promise<unknown> => {
    if (act in OUTCOMES) return leased && scene.module.get(Ledger).record(leased, settings, OUTCOMES[act as keyof typeof OUTCOMES], 0.5);
    if (act === 'taken') return (leased = (await scene.module.get(Parcels).take(settings, 1))[0] ?? leased);
    if (act === 'withdrawn') return leased && scene.module.get(Ledger).withdraw(leased);
    if (act === 'delivered') return report('delivered');
    if (act === 'undelivered') return report('failed');
    if (act === 'given up') return scene.module.get(Parcels).giveUp(settings.name, 0);
    if (act === 'answered') return scene.database.query(`UPDATE notification_delivery SET state = 'acknowledged' WHERE gateway = $1 AND state <> 'failed'`, [settings.name]);
    if (act === 'replayed') return replayed();
    return scene.database.query(`UPDATE test_clock SET shift = shift + interval '11 minutes'`);
  };

  /** A new order for a new contact, by a gateway of its own: what was told before is no part of it. */
  const begins = async (): Promise<void> => {
    leased = null;
    count++;
    settings = Object.assign(new GatewaySettings(), { name: `sms-${count}`, channel: 'sms', bundleSeconds: 0, perMinute: 100_000, perContactPerMinute: 1_000, attempts: 3, breaker: { failures: 1_000, openSeconds: 1 } });
    await scene.database.query(
      `INSERT INTO notification_delivery (jurisdiction_id, kind, subject, round, unit_id, channel, exercise, state, gateway, contact_id) VALUES ($1, 'test.order', $2, 1, 1, 'sms', false, 'queued', $3, $4)`,
      [actor.jurisdictionId, `order/${count}`, settings.name, count],
    );
  };

  beforeAll(async () => {
    scene = await stage();
    jest.spyOn(scene.module.get(ChannelRegistry), 'settings').mockImplementation((name) => (name === settings.name ? settings : undefined));
  });
  afterAll(() => scene.close());

  it(
    'goes by the steps that stand in platform_transition, whatever happens to it, and every one of them can be gone',
    async () => {
      const table = (await scene.database.query<{ step: string }>(`SELECT from_state || ' → ' || to_state AS step FROM platform_transition WHERE machine = 'parcel'`)).map(({ step }) => step);
      const told = fc.asyncProperty(fc.array(fc.constantFrom(...ACTS), { minLength: 1, maxLength: 10 }), async (acts) => {
        await begins();
        let state = 'waiting';
        // Until it is packed there is nothing to tell; and in the end, however it ended, its provider says both that it arrived and that it did not.
        for (const act of ['taken', ...acts, 'delivered', 'undelivered'] as const) {
          await does(act);
          const next = (await row())?.state ?? 'waiting';
          if (next === state) continue;
          taken.add(`${state} → ${next}`);
          expect(table).toContain(`${state} → ${next}`);
          state = next;
        }
      });
      await holds(told, 100, { examples: KNOWN });
      expect(table.filter((step) => !taken.has(step))).toEqual([]);
    },
    patience(),
  );
});
