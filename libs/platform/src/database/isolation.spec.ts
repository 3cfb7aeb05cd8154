import { Database } from './database.js';
import { stage } from '../../../../test/harness/stage.js';

describe('a transaction', () => {
  it('is READ COMMITTED by its connection, whatever the server is set to', async () => {
    const scene = await stage();
    const [{ name }] = (await scene.database.query<{ name: string }>('SELECT current_database() AS name')) as [{ name: string }];
    await scene.database.query(`ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`);
    const database = scene.module.get(Database);
    const level = async (): Promise<unknown> => database.transaction(async () => (await database.query('SHOW transaction_isolation'))[0]);
    await scene.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'qingkong%'`);
    expect(await level().catch(level)).toEqual({ transaction_isolation: 'read committed' });
    await scene.close();
  });
});
