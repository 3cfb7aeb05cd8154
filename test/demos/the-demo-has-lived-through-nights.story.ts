import { City } from '../harness/city.js';
import { demoNames } from '../../apps/standalone/src/demo/demo-file.js';

interface Response {
  readonly id: string;
  readonly state: string;
}

interface Totals {
  readonly checklists: number;
  readonly items: number;
  readonly answered: number;
  readonly acknowledged: number;
  readonly stoodDown: number;
  readonly excused: number;
  readonly returned: number;
}

/** `npm start -- --nights`: a newcomer finds one response that is over and one that runs, in every demo that ships. */
describe.each(demoNames())('the demo %s with its nights', (name) => {
  let city: City;
  let responses: Response[];

  const totals = async ({ id }: Response): Promise<Totals> => (await city.first('duty-officer').reads<{ totals: Totals }>(`/responses/${id}/progress`)).totals;
  const only = (state: string): Response => {
    const found = responses.filter((response) => response.state === state);
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  beforeAll(async () => {
    city = await City.of(name, { DEMO_NIGHTS: 'on' });
    await city.settles();
    responses = (await city.first('duty-officer').reads<{ items: Response[] }>('/responses')).items;
  });
  afterAll(() => city.sleeps());

  it('has one response that was answered by all who have an account, lifted, stood down and closed', async () => {
    const { checklists, items, answered, stoodDown, excused } = await totals(only('closed'));
    expect([responses.length, stoodDown + excused]).toEqual([2, checklists]);
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThanOrEqual(items);
  });

  it('has one that runs: some are silent, some half done, one answer came back, one violation was found', async () => {
    const running = only('active');
    const { checklists, items, answered, acknowledged, returned, stoodDown } = await totals(running);
    expect([acknowledged > 0, acknowledged < checklists, answered > 0, answered < items, returned, stoodDown]).toEqual([true, true, true, true, 1, 0]);
    const { items: violations } = await city.first('duty-officer').reads<{ items: unknown[] }>('/violations');
    expect(violations).toHaveLength(1);
  });

  it('lets the newcomer open every checklist of both', async () => {
    for (const { id } of responses) {
      const { items: lists } = await city.first('duty-officer').reads<{ items: { id: string }[] }>(`/checklists?responseId=${id}&limit=100`);
      expect(lists.length).toBeGreaterThan(0);
      for (const list of lists) expect((await city.first('duty-officer').reads<{ items: unknown[] }>(`/checklists/${list.id}`)).items.length).toBeGreaterThan(0);
    }
  });
});
