import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from '@swc/core';
import { beijingFields, beijingInstant, fullTime, officialTime, shortTime } from './time';

const PROGRAM = `
  const { beijingFields, beijingInstant, fullTime, officialTime, shortTime } = await import('data:text/javascript;base64,' + process.argv[1]);
  const said = JSON.parse(process.argv[2]).map((at) => [shortTime(at), fullTime(at), officialTime(at), officialTime(at, true), beijingFields(at), beijingFields(at, true)]);
  const meant = [0, 7, 12, 23, 24].flatMap((hour) => ['2026-03-29', '2026-11-01', '2026-12-31', '2028-02-28'].map((day) => beijingInstant(day, hour, '00')));
  process.stdout.write(JSON.stringify({ offset: new Date(2026, 6, 1).getTimezoneOffset(), said, meant }));
`;
/** Midnights of Beijing, the hours at which New York changes its clocks, and a minute before a year's end. */
const MOMENTS = ['2026-12-31T16:00:00Z', '2027-01-01T00:00:00+08:00', '2026-12-31T23:59:59+08:00', '2026-03-08T06:59:59Z', '2026-11-01T06:00:00Z', '2028-02-29T00:00:00+08:00'];

/** The same module in a process of its own, whose machine stands in that zone. */
function readIn(zone: string): { offset: number; said: unknown[]; meant: string[] } {
  const { code } = transformSync(readFileSync(path.join(__dirname, 'time.ts'), 'utf8'), { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } });
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM, Buffer.from(code).toString('base64'), JSON.stringify(MOMENTS)], { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' }, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as ReturnType<typeof readIn>;
}

describe('official time', () => {
  it('is written as official text writes it: no zeroes before, minutes only where there are some', () => {
    expect(officialTime('2026-11-23T12:00:00+08:00')).toBe('11月23日12时');
    expect(officialTime('2026-11-03T08:05:00+08:00')).toBe('11月3日8时5分');
    expect(officialTime('2026-11-23T04:00:00Z')).toBe('11月23日12时');
  });

  it('has a 24时: the midnight that ends a day belongs to it, the one that begins a day is its 0时', () => {
    const midnight = '2026-11-27T00:00:00+08:00';
    expect(officialTime(midnight)).toBe('11月27日0时');
    expect(officialTime(midnight, true)).toBe('11月26日24时');
    expect(beijingFields(midnight)).toEqual({ date: '2026-11-27', hour: 0, minute: '00' });
    expect(beijingFields(midnight, true)).toEqual({ date: '2026-11-26', hour: 24, minute: '00' });
    // Only midnight itself.
    expect(officialTime('2026-11-27T00:01:00+08:00', true)).toBe('11月27日0时1分');
    expect(beijingFields('2026-11-26T23:59:00+08:00', true)).toEqual({ date: '2026-11-26', hour: 23, minute: '59' });
  });

  it('keeps to the day and the year when the year ends', () => {
    const newYear = '2026-12-31T16:00:00Z';
    expect(officialTime(newYear)).toBe('1月1日0时');
    expect(officialTime(newYear, true)).toBe('12月31日24时');
    expect(beijingFields(newYear, true)).toEqual({ date: '2026-12-31', hour: 24, minute: '00' });
    expect(fullTime(newYear)).toBe('2027-01-01 00:00:00');
    expect(shortTime('2026-12-31T15:59:00Z')).toBe('12-31 23:59');
    expect(beijingInstant('2026-12-31', 24, '00')).toBe('2027-01-01T00:00:00+08:00');
    expect(beijingInstant('2027-01-01', 0, '00')).toBe('2027-01-01T00:00:00+08:00');
  });

  it('counts the 29th of February where there is one', () => {
    expect(beijingInstant('2028-02-28', 24, '00')).toBe('2028-02-29T00:00:00+08:00');
    expect(beijingInstant('2027-02-28', 24, '00')).toBe('2027-03-01T00:00:00+08:00');
  });

  it('comes back as it was meant: every hour of a day, 24时 among them', () => {
    for (let hour = 1; hour <= 24; hour++) {
      for (const minute of hour === 24 ? ['00'] : ['00', '15', '59']) {
        expect(beijingFields(beijingInstant('2026-12-31', hour, minute), true)).toEqual({ date: '2026-12-31', hour, minute });
      }
    }
    expect(beijingFields(beijingInstant('2026-12-31', 0, '00'))).toEqual({ date: '2026-12-31', hour: 0, minute: '00' });
  });

  it('is that of Beijing on a machine in any zone', () => {
    const [beijing, utc, west] = ['Asia/Shanghai', 'UTC', 'America/New_York'].map(readIn);
    expect([beijing!.offset, utc!.offset, west!.offset]).toEqual([-480, 0, 240]);
    expect(utc).toEqual({ ...beijing, offset: 0 });
    expect(west).toEqual({ ...beijing, offset: 240 });
    expect(beijing!.said[0]).toEqual(['01-01 00:00', '2027-01-01 00:00:00', '1月1日0时', '12月31日24时', { date: '2027-01-01', hour: 0, minute: '00' }, { date: '2026-12-31', hour: 24, minute: '00' }]);
  });
});
