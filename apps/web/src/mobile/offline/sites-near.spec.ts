import { byDistance, spanOf, type KnownSite } from './sites-near';

const site = (id: string, at: Partial<KnownSite> = {}): KnownSite => ({ id, name: `${id}厂`, parentName: null, initials: id, kind: 'enterprise', ...at });
const here = { latitude: 41.57, longitude: 120.45 };

describe('the sites by their distance', () => {
  const sites = [site('far', { latitude: 41.6, longitude: 120.45 }), site('unknown', { latitude: null, longitude: null }), site('old'), site('near', { latitude: 41.571, longitude: 120.45 })];
  const found = (unitId: string, latitude: number | null, longitude: number | null = 120.45) => ({ unitId, latitude, longitude });
  const order = (findings: ReturnType<typeof found>[]) => byDistance(sites, findings, here).map(({ id, metres, visited }) => [id, metres, visited]);

  it('goes by the places of the directory, nearest first; who has none is not among them', () => {
    expect(order([])).toEqual([['near', 111, false], ['far', 3336, false]]);
  });

  it('takes the place of an earlier finding where it is nearer, or the only one', () => {
    expect(order([found('far', 41.5705), found('old', 41.5718), found('near', 41.58), found('unknown', null, null)])).toEqual([['far', 56, true], ['near', 111, true], ['old', 200, true]]);
  });

  it('orders five thousand sites while a thumb comes down', () => {
    const many = Array.from({ length: 5_000 }, (_none, n) => site(String(n), { latitude: 41 + (n % 997) / 997, longitude: 120 + (n % 61) / 61 }));
    const began = performance.now();
    const near = byDistance(many, [], here);
    expect(performance.now() - began).toBeLessThan(500);
    expect(near).toHaveLength(5_000);
    expect(near.every(({ metres }, n) => n === 0 || metres >= near[n - 1]!.metres)).toBe(true);
  });

  it('is said in metres, then in kilometres', () => {
    expect([7, 314, 996, 1_000, 2_449, 12_600].map((metres) => Object.values(spanOf(metres)).join(' '))).toEqual(['metres 7', 'metres 310', 'metres 1000', 'kilometres 1.0', 'kilometres 2.4', 'kilometres 13']);
  });
});
