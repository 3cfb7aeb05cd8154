import { Database } from '#platform';
import { City } from '../harness/city.js';
import { Watch } from './alarm.js';

/** What the operating system says of the disk, when it is not to be believed: no test can fill the disk of its machine. */
const disk: { free: number | null } = { free: null };
jest.mock('node:fs/promises', () => {
  const real = jest.requireActual<typeof import('node:fs/promises')>('node:fs/promises');
  return { ...real, statfs: async (folder: string) => (disk.free === null ? real.statfs(folder) : { ...(await real.statfs(folder)), bsize: 1, bavail: disk.free }) };
});

const MEGABYTE = 1_000_000;
/** Longer than half a second, after which a process counts as late; then a moment in which it may answer. */
const TOO_LONG_MS = 600;
const BREATH_MS = 100;

/** One process that has too little of something says so itself, on both its pages, and takes it back when it has enough again. */
describe('a process that is overwhelmed is seen', () => {
  let city: City;
  let watch: Watch;

  beforeAll(async () => {
    city = await City.wakes({ worker: false, settings: { DATABASE_POOL: 2 } });
    watch = new Watch(city.url);
  });
  afterAll(() => city.sleeps());

  it('by those who wait for its connections; figures that cannot be read then are left out, not told as nothing', async () => {
    const database = city.service(Database);
    let over = false;
    const crowd: Promise<unknown>[] = [];
    const goesOn = async (act: () => Promise<unknown>): Promise<void> => {
      while (!over) await act();
    };
    await watch.sees('QingkongConnectionsExhausted', 'pool.exhausted', {
      breaks: async () => {
        // Long statements hold what there is; twenty who also want one wait behind them, give up, and come again.
        for (let n = 0; n < 2; n++) crowd.push(database.transaction(() => goesOn(() => database.query('SELECT pg_sleep(0.2)'))));
        for (let n = 0; n < 20; n++) crowd.push(goesOn(() => database.query('SELECT 1').catch(() => undefined)));
        while (/^qingkong_workers /m.test(await watch.page()));
      },
      mends: async () => {
        over = true;
        await Promise.all(crowd);
      },
    });
    expect(await watch.page()).toMatch(/^qingkong_workers 0$/m);
  });

  it('by how late it gets to its work', async () => {
    let next: NodeJS.Timeout;
    const blocks = (): void => {
      for (const began = performance.now(); performance.now() - began < TOO_LONG_MS; );
      next = setTimeout(blocks, BREATH_MS);
    };
    await watch.sees('QingkongLagging', 'loop.lagging', { breaks: blocks, mends: () => clearTimeout(next) });
  });

  it('by the disk that is left to it', async () => {
    disk.free = 5_000 * MEGABYTE;
    await watch.sees('QingkongDiskFills', undefined, { breaks: () => void (disk.free = 900 * MEGABYTE), mends: () => void (disk.free = 5_000 * MEGABYTE) });
    await watch.sees('QingkongDiskFills', 'disk.little', { breaks: () => void (disk.free = 199 * MEGABYTE), mends: () => void (disk.free = 5_000 * MEGABYTE) });
  });
});
