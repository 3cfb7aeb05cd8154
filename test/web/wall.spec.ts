type Level = 'yellow' | 'orange' | 'red';
interface Response {
  readonly id: string;
  readonly warningLevel: Level;
  readonly state: string;
  readonly revision: number;
}
interface Entry {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly at: string;
}
interface Wall {
  turnOf(before: Response | null, after: Response | null): object | null;
  momentOf(at: number, response: Response, entries: readonly Entry[], history: object, findings: readonly object[]): { level: Level; state: string; point: { acknowledged: number } | null; entries: readonly Entry[]; findings: readonly object[] };
}

let turnOf: Wall['turnOf'];
let momentOf: Wall['momentOf'];
/** The console is compiled by rules of its own; its decisions are read as it reads them. */
const ofScreen = async (name: string): Promise<Wall> => (await import(`../../apps/web/src/screen/${name}`)) as Wall;

beforeAll(async () => {
  ({ turnOf } = await ofScreen('takeover'));
  ({ momentOf } = await ofScreen('replay/story'));
});

const response = (more: Partial<Response> = {}): Response => ({ id: 'a', warningLevel: 'orange', state: 'active', revision: 1, ...more });

describe('what takes over the wall', () => {
  it.each([
    ['the first level', null, response(), 'begun'],
    ['another response', response({ id: 'b' }), response(), 'begun'],
    ['a higher level', response(), response({ warningLevel: 'red' }), 'raised'],
    ['a lower level', response(), response({ warningLevel: 'yellow' }), 'lowered'],
    ['a pause', response(), response({ state: 'suspended' }), 'suspended'],
    ['its end', response({ state: 'suspended' }), response(), 'resumed'],
    ['the lifting', response(), response({ state: 'lifted' }), 'lifted'],
    ['the calm after it', response({ state: 'lifted' }), null, 'closed'],
  ] as const)('%s', (_name, before, after, kind) => expect(turnOf(before, after)).toMatchObject({ kind }));

  it.each([
    ['nothing new', response(), response({ revision: 2 })],
    ['calm that stays', null, null],
    ['a lifted one that comes into sight because the other ended', response({ id: 'b' }), response({ state: 'lifted' })],
  ])('not %s', (_name, before, after) => expect(turnOf(before, after)).toBeNull());

  it('says from which level a change comes', () => expect(turnOf(response(), response({ warningLevel: 'red' }))).toMatchObject({ from: 'orange' }));
});

describe('a moment of a replay', () => {
  const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 4, minute)).toISOString();
  const entry = (minute: number, type: string, data: object = {}): Entry => ({ id: `${minute}${type}`, type, data, at: at(minute) });
  const entries = [entry(50, 'response.closed'), entry(40, 'warning.lifted'), entry(20, 'warning.level-raised', { from: 'orange', to: 'red' }), entry(10, 'checklist.acknowledged'), entry(0, 'warning.level-raised', { from: null, to: 'orange' })];
  const history = { points: [0, 20, 40].map((minute) => ({ at: at(minute), acknowledged: minute })) };
  const findings = [{ id: 'f', foundAt: at(15) }];
  const seen = (minute: number) => {
    const { level, state, point, entries: told, findings: found } = momentOf(Date.parse(at(minute)), response({ warningLevel: 'red', state: 'closed' }), entries, history, findings);
    return { level, state, acknowledged: point?.acknowledged, told: told.length, found: found.length };
  };

  it.each([
    [0, { level: 'orange', state: 'active', acknowledged: 0, told: 1, found: 0 }],
    [15, { level: 'orange', state: 'active', acknowledged: 0, told: 2, found: 1 }],
    [25, { level: 'red', state: 'active', acknowledged: 20, told: 3, found: 1 }],
    [45, { level: 'red', state: 'lifted', acknowledged: 40, told: 4, found: 1 }],
    [55, { level: 'red', state: 'closed', acknowledged: 40, told: 5, found: 1 }],
  ])('after %i minutes is what the journal says of it', (minute, expected) => expect(seen(minute)).toEqual(expected));

  it('before the journal begins shows the first level that it knows', () => expect(seen(-1)).toMatchObject({ level: 'orange', told: 0 }));
});
