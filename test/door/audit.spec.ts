import { INSTALLATION } from '#platform';
import { City } from '../harness/city.js';

const WRITE = `SELECT journal_write($1, 'platform.repaired', $2, NULL, '{role:audit-admin}', '{"sweep": "platform.leases", "repaired": 1, "subjects": []}', NULL, NULL)`;

describe('the audit trail of one jurisdiction', () => {
  let city: City;
  beforeAll(async () => {
    city = await City.wakes({ worker: false });
  });
  afterAll(() => city.sleeps());

  it('holds what the installation repaired for all, and nothing of another jurisdiction', async () => {
    const subjects = ['leader/relay', 'batch/1', 'batch/2'];
    const [{ id: here }] = (await city.database.query<{ id: string }>('SELECT id FROM directory_jurisdiction')) as [{ id: string }];
    for (const [n, jurisdiction] of [INSTALLATION, here, '00000000-0000-7000-8000-00000000000f'].entries()) await city.database.query(WRITE, [jurisdiction, subjects[n]]);
    const { items } = await city.person('shenji01').reads<{ items: { subject: string }[] }>('/audit?type=platform.repaired');
    expect(items.map(({ subject }) => subject)).toEqual(['batch/1', 'leader/relay']);
  });

  it('is sought by the number of an entry, by its subject, its unit and what was written down', async () => {
    const [unit] = await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '青石镇'`);
    await city.person('xitong01').patch(`/units/${unit!.id}`, { shortName: 'QS 青石' });
    const [entry] = await city.database.query<{ id: string; subject: string }>(`SELECT id, subject FROM journal WHERE type = 'directory.unit-changed'`);
    const found = async (words: string): Promise<string[]> => {
      const { items } = await city.person('shenji01').reads<{ items: { id: string }[] }>(`/audit?type=directory.unit-changed&search=${encodeURIComponent(words)}`);
      return items.map(({ id }) => id);
    };
    for (const words of [entry!.id, entry!.subject, '青石镇', 'SHORTNAME']) expect([words, await found(words)]).toEqual([words, [entry!.id]]);
    for (const words of [`${entry!.id}0`, '北屯镇', '%', '没有这个']) expect([words, await found(words)]).toEqual([words, []]);
  });
});
