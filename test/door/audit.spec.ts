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
});
