import { CommandBus } from '@nestjs/cqrs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReplayBatches } from '../../libs/platform/src/journal/dead-batches.js';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { Outside } from '../channels/outside.js';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { FakeSms } from '../harness/gateways/index.js';
import { Process } from '../harness/process.js';
import { Unit } from '../harness/unit.js';
import { Alarm, Watch } from './alarm.js';

/** Each damage is really made; the figure that a person would be woken for passes its alert's mark, and comes back when it is mended. */
describe('what stands still in the city is seen', () => {
  let city: City;
  let desk: Desk;
  let watch: Watch;
  let worker: Watch;
  let frozen: Process | undefined;

  const passes = (minutes: number): Promise<unknown> => city.database.query(`UPDATE test_clock SET shift = shift + make_interval(mins => $1)`, [minutes]);
  const reads = async (username: string): Promise<void> => {
    const unit = new Unit(city, username);
    await unit.person.does(`/checklists/${(await unit.checklist()).id}/read`);
  };
  const works = async (): Promise<void> => {
    await city.workerStarts();
    await city.settles();
  };

  beforeAll(async () => {
    const port = await freePort();
    city = await City.wakes({ settings: { WORKER_HEALTH_PORT: port } });
    desk = new Desk(city);
    [watch, worker] = [new Watch(city.url), new Watch(`http://127.0.0.1:${port}`)];
    await desk.issues('orange');
  });
  afterAll(async () => {
    await frozen?.dies();
    await city.sleeps();
  });

  it('an entry that no relay hands on', () =>
    watch.sees('QingkongEntriesWait', 'relay.behind', {
      breaks: async () => {
        await city.workerStops();
        await desk.officer.does('/warnings', { level: 'yellow', basis: 'own_forecast', reason: '预测' });
        await passes(1);
      },
      mends: works,
    }));

  it('a batch in the hands of a worker that has frozen over it', async () => {
    await city.workerStops();
    const other = (frozen = Process.start('worker', city, { FAILPOINTS: 'batch.taken:1:stop' }));
    const stands = other.reaches('batch.taken');
    await watch.sees('QingkongBatchesWait', undefined, {
      breaks: async () => {
        await reads('qingshi');
        await stands;
        await passes(3);
      },
      mends: async () => {
        other.wakes();
        await city.settles();
      },
    });
    expect(await other.ends()).toBe(0);
    await works();
  });

  it('a batch that was given up, until its cause is mended and it is replayed', () =>
    watch.sees('QingkongBatchDead', 'batches.dead', {
      breaks: async () => {
        await city.database.query(`CREATE FUNCTION test_poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poison'; END $$`);
        await city.database.query(`CREATE TRIGGER test_poison BEFORE UPDATE ON notification_delivery FOR EACH ROW WHEN (NEW.state = 'read') EXECUTE FUNCTION test_poison()`);
        await reads('wenchang');
      },
      mends: async () => {
        await city.database.query('DROP FUNCTION test_poison CASCADE');
        expect(await city.service(CommandBus).execute(new ReplayBatches('all'))).toHaveLength(1);
        await passes(1);
        await city.settles();
      },
    }));

  it('a deadline that is overdue and rung by nobody', () =>
    watch.sees('QingkongClocksLate', 'clocks.late', {
      breaks: async () => {
        await city.workerStops();
        await passes(180);
      },
      mends: works,
    }));

  it('what the sweep had to mend, on the page of the worker that mended it', async () => {
    const [repairs, before] = [new Alarm('QingkongRepairs'), await worker.page()];
    expect(repairs.figures(before).length).toBeGreaterThan(5);
    await city.database.query(`UPDATE checklist_checklist SET sent_at = NULL, version = version + 1 WHERE id IN (SELECT id FROM checklist_checklist ORDER BY id LIMIT 3)`);
    await passes(2);
    while (repairs.sum(await worker.page()) < repairs.sum(before) + 3) await sleep(50);
    expect(repairs.sum(await worker.page())).toBe(repairs.sum(before) + 3);
  });
});

describe('a message that a channel refused is seen', () => {
  it('until it is sent again and taken', async () => {
    const sms = new FakeSms();
    const outside = await Outside.begins([sms]);
    const watch = new Watch(outside.city.url);
    await outside.contact('青石镇', 'mobile', '13900000001');
    await watch.sees('QingkongDeliveriesFail', undefined, {
      breaks: async () => {
        sms.behaves('refuse');
        await outside.raises();
      },
      mends: async () => {
        sms.behaves('success');
        expect(await outside.desk.officer.does(`/responses/${outside.response}/deliveries/replay`)).toEqual({ replayed: 1 });
      },
    });
    await outside.ends();
  });
});
