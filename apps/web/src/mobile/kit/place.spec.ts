import { metresBetween } from './place';

describe('the way from one place to another', () => {
  const here = { latitude: 41.57, longitude: 120.45 };

  it('is none to itself, and a great circle otherwise', () => {
    expect(metresBetween(here, here)).toBe(0);
    expect(metresBetween(here, { latitude: 41.579, longitude: 120.45 })).toBeCloseTo(1001, -1);
    expect(metresBetween(here, { latitude: 41.57, longitude: 120.462 })).toBeCloseTo(998, -1);
  });
});
