import fc from 'fast-check';
import { aqiOf, categoryOf, iaqi, rounded, type Values } from './aqi.js';
import { POLLUTANTS, standardOn, STANDARDS, STEPS, type Period, type Pollutant } from './aqi-tables.js';
import { dailyAqi, dayOfHour, hourlyAqi, meanOfStations, meansUntil, rollingAqi, valuesBy, type HourOfAir } from './means.js';

const NOW = standardOn('2026-11-23');
const BEFORE = standardOn('2026-02-28');
const CLEAN: Values = { so2: 5, no2: 20, co: 0.5, o3: 40, pm10: 40, pm25: 20 };

describe('IAQI', () => {
  // The test vectors of the reference (domain.md 5.1): [pollutant, period, concentration, 2026, 2012].
  it.each([
    ['pm25', 'day', 35, 50, 50],
    ['pm25', 'day', 36, 52, 52],
    ['pm25', 'day', 60, 100, 82],
    ['pm25', 'day', 61, 101, 83],
    ['pm25', 'day', 75, 114, 100],
    ['pm25', 'day', 115, 150, 150],
    ['pm25', 'day', 116, 152, 152],
    ['pm25', 'day', 150, 200, 200],
    ['pm25', 'day', 151, 201, 201],
    ['pm25', 'day', 250, 300, 300],
    ['pm25', 'day', 500, 500, 500],
    ['pm10', 'day', 120, 100, 85],
    ['pm10', 'day', 150, 112, 100],
    ['pm10', 'day', 350, 200, 200],
    ['pm10', 'day', 351, 202, 202],
    ['co', 'day', 2.0, 50, 50],
    ['o3', 'day', 801, 300, null],
    ['so2', 'hour', 801, 200, null],
    ['pm25', 'hour', 151, 201, 201],
    ['pm25', 'day', 501, 500, 500],
    ['pm25', 'day', 0, 0, 0],
  ] as const)('of %s (%s) %d is %s, before March 2026 %s', (pollutant, period, concentration, after, before) => {
    expect([iaqi(pollutant, concentration, period, NOW), iaqi(pollutant, concentration, period, BEFORE)]).toEqual([after, before]);
  });

  it('goes by the table of the day: a change of the law is a date, not a release', () => {
    expect([standardOn('2026-03-01').code, standardOn('2026-02-28').code, standardOn('1999-01-01').code]).toEqual(['HJ 633-2026', 'HJ 633-2012', 'HJ 633-2012']);
    // The hour that ends with 28 February belongs to it.
    expect([dayOfHour(new Date('2026-03-01T00:00:00+08:00')), dayOfHour(new Date('2026-03-01T01:00:00+08:00'))]).toEqual(['2026-02-28', '2026-03-01']);
    const hour = (at: string): HourOfAir => ({ hour: new Date(at), values: { ...CLEAN, pm25: 75 } });
    expect([hourlyAqi(hour('2026-03-01T00:00:00+08:00')).aqi, hourlyAqi(hour('2026-03-01T01:00:00+08:00')).aqi]).toEqual([100, 114]);
  });

  it('is at each limit its step, and never falls while the concentration rises', () => {
    const kinds = STANDARDS.flatMap((standard) => (['day', 'hour'] as const).flatMap((period) => POLLUTANTS.map((pollutant) => ({ standard, period, pollutant }))));
    for (const { standard, period, pollutant } of kinds) {
      standard.limits[period][pollutant].forEach((limit, at) => expect(iaqi(pollutant, limit, period, standard)).toBe(STEPS[at]));
    }
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.double({ min: 0, max: 5_000, noNaN: true }), fc.double({ min: 0, max: 5_000, noNaN: true }), ({ standard, period, pollutant }, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((value) => iaqi(pollutant, value, period, standard) ?? 500) as [number, number];
        expect(less).toBeLessThanOrEqual(more);
        expect(Number.isInteger(less) && less >= 0 && more <= 500).toBe(true);
      }),
    );
  });
});

describe('rounding of concentrations (GB/T 8170)', () => {
  it.each([
    [60.4, 0, 60],
    [60.6, 0, 61],
    [60.5, 0, 60],
    [61.5, 0, 62],
    [60.500001, 0, 61],
    [2.05, 1, 2],
    [2.15, 1, 2.2],
    [0.25, 1, 0.2],
    [1.35, 1, 1.4],
  ])('%d to %d decimals is %d', (value, decimals, expected) => expect(rounded(value, decimals)).toBe(expected));

  it('comes before the limit: 60.5 of PM2.5 is 60, hence 100', () => expect([iaqi('pm25', 60.5, 'day', NOW), iaqi('pm25', 60.51, 'day', NOW)]).toEqual([100, 101]));
});

describe('AQI', () => {
  const of = (values: Partial<Values>, period: Period = 'hour'): ReturnType<typeof aqiOf> => aqiOf({ ...CLEAN, ...values }, period, '2026-11-23');

  it('is the highest part; the primary pollutant is named above 50, all of them when equal', () => {
    expect(of({})).toEqual({ aqi: 40, primary: [] });
    expect(of({ pm25: 36 })).toEqual({ aqi: 52, primary: ['pm25'] });
    expect(of({ pm25: 150, pm10: 350 })).toEqual({ aqi: 200, primary: ['pm10', 'pm25'] });
    expect(of({ pm25: 35, pm10: 50 })).toEqual({ aqi: 50, primary: [] });
  });

  it('with a pollutant missing is published above 100 only', () => {
    expect(of({ o3: null })).toEqual({ aqi: null, primary: [] });
    expect(of({ o3: null, pm25: 60 })).toEqual({ aqi: null, primary: [] });
    expect(of({ o3: null, pm25: 61 })).toEqual({ aqi: 101, primary: ['pm25'] });
    expect(aqiOf(valuesBy(() => null), 'hour', '2026-11-23')).toEqual({ aqi: null, primary: [] });
  });

  it('has six categories', () => expect([50, 51, 100, 101, 150, 151, 200, 201, 300, 301].map(categoryOf)).toEqual(['excellent', 'good', 'good', 'light', 'light', 'moderate', 'moderate', 'heavy', 'heavy', 'severe']));
});

describe('means of 24 hours', () => {
  const end = new Date('2026-11-24T00:00:00+08:00');
  const hours = (count: number, of: (back: number) => Partial<Values>): HourOfAir[] => Array.from({ length: count }, (_none, back) => ({ hour: new Date(end.getTime() - back * 3_600_000), values: { ...CLEAN, ...of(back) } }));
  const without = (pollutant: Pollutant, missing: number) => hours(24, (back) => (back < missing ? { [pollutant]: null } : { [pollutant]: 150 }));

  it('need 20 valid hours, otherwise there is none', () => {
    expect(meansUntil(without('pm25', 4), end).pm25).toBe(150);
    expect(meansUntil(without('pm25', 5), end).pm25).toBeNull();
    expect(dailyAqi(without('pm25', 4), '2026-11-23')).toEqual({ aqi: 200, primary: ['pm25'] });
    expect(dailyAqi(without('pm25', 5), '2026-11-23')).toEqual({ aqi: null, primary: [] });
  });

  it('of a calendar day end at its 24 o’clock; rolling ones wherever asked', () => {
    // Foul until noon of the day before, and from noon of the day.
    const two = hours(48, (back) => ({ pm25: back < 12 || back >= 36 ? 250 : 35 }));
    expect(dailyAqi(two, '2026-11-23').aqi).toBe(dailyAqi(two, '2026-11-22').aqi);
    expect(meansUntil(two, end).pm25).toBe((250 + 35) / 2);
    expect(rollingAqi(two, new Date('2026-11-23T12:00:00+08:00')).aqi).toBe(50);
  });

  it('of ozone are the highest of eight hours', () => {
    const afternoon = hours(24, (back) => ({ o3: back >= 6 && back < 14 ? 216 : 40 }));
    expect(meansUntil(afternoon, end).o3).toBe(216);
    expect(dailyAqi(afternoon, '2026-11-23')).toEqual({ aqi: 151, primary: ['o3'] });
    expect(meansUntil(hours(24, (back) => (back < 9 ? { o3: null } : {})), end).o3).toBeNull();
  });

  it('of a district are those of the stations that reported', () => {
    expect(meanOfStations([{ ...CLEAN, pm25: 100, o3: null }, { ...CLEAN, pm25: 200 }, { ...CLEAN, pm25: null }])).toMatchObject({ pm25: 150, o3: 40 });
    expect(meanOfStations([]).pm25).toBeNull();
  });
});
