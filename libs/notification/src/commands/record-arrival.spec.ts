import { stage, type Stage } from '../../../../test/harness/stage.js';
import { PlaceInInbox } from './place-in-inbox.js';
import { RecordArrival } from './record-arrival.js';

const JURISDICTION = '00000000-0000-7000-8000-000000000001';
const rounds = { kinds: ['order.sent'], round: 2 };

describe('what the receiving side says of a message', () => {
  let scene: Stage;

  const place = (subject: string, kind: string, round: number) => {
    const recipients = [{ unitId: '7', personId: '0', subject, round }];
    return scene.command(new PlaceInInbox({ jurisdictionId: JURISDICTION, thread: null, kind, exercise: false, recipients }));
  };
  const arrives = (subject: string, arrival: 'delivered' | 'acknowledged') => scene.command(new RecordArrival('7', [subject], arrival, rounds));
  const states = (subject: string) =>
    scene.database.query(`SELECT kind, round, state FROM notification_delivery WHERE subject = $1 ORDER BY kind, round`, [subject]);

  beforeAll(async () => {
    scene = await stage();
  });
  afterAll(() => scene.close());

  it('holds for the round that was spoken of and the earlier ones, not for a later one that lies in the inbox already', async () => {
    for (const round of [1, 2, 3]) await place('order/1', 'order.sent', round);
    expect(await arrives('order/1', 'acknowledged')).toBe(2);
    expect(await states('order/1')).toEqual([
      { kind: 'order.sent', round: 1, state: 'acknowledged' },
      { kind: 'order.sent', round: 2, state: 'acknowledged' },
      { kind: 'order.sent', round: 3, state: 'sent' },
    ]);
  });

  it('holds for whatever else was said about the subject, however that is counted', async () => {
    await place('order/2', 'order.reminder', 940);
    await arrives('order/2', 'acknowledged');
    expect(await states('order/2')).toEqual([{ kind: 'order.reminder', round: 940, state: 'acknowledged' }]);
  });

  it('moves nothing back', async () => {
    await place('order/3', 'order.sent', 1);
    await arrives('order/3', 'acknowledged');
    expect(await arrives('order/3', 'delivered')).toBe(0);
    expect(await states('order/3')).toEqual([{ kind: 'order.sent', round: 1, state: 'acknowledged' }]);
  });
});
