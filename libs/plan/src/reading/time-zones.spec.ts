import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const PROGRAM = `
  const { findDeadlines, readDeadline } = await import(process.argv[1] + '/deadline.js');
  const { readOrderTimes } = await import(process.argv[1] + '/order-times.js');
  const { givenAtOf } = await import(process.argv[1] + '/order-moments.js');
  const { readFileSync } = await import('node:fs');
  const known = { issuedOn: '2021-11-25', season: { from: '2021-10-01', to: '2022-03-31' } };
  const times = readFileSync(0, 'utf8').split('\\n').map((text) => [findDeadlines(text, known), readDeadline(text, known), readOrderTimes(text, givenAtOf('2021-12-31T23:40:00+08:00'), true)]);
  process.stdout.write(JSON.stringify({ offset: new Date(2021, 6, 1).getTimezoneOffset(), times }));
`;

/** Every expression of the five plans, and those of orders that lean on the instant of the notice. */
const EXPRESSIONS = [
  ...readFileSync(join(__dirname, 'deadlines.expected.md'), 'utf8').split('\n').filter((line) => /^\| 00\d /.test(line)),
  '11月23日12时至26日24时',
  '3小时后',
  '明日0时起',
  '即日起',
];

/** The same words, read by a process of its own in each zone: what it read, and how far it stands from UTC. */
function readIn(zone: string, folder: string): { offset: number; times: unknown[] } {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM, pathToFileURL(folder).href], {
    env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
    input: EXPRESSIONS.join('\n'),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as { offset: number; times: unknown[] };
}

describe('the readers of times', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qk-reading-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('say the same under three time zones', () => {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))) {
      const { code } = transformSync(readFileSync(join(__dirname, file), 'utf8'), { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } });
      writeFileSync(join(folder, file.replace(/\.ts$/, '.js')), code);
    }
    const [utc, beijing, west] = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles'].map((zone) => readIn(zone, folder));
    expect([utc!.offset, beijing!.offset, west!.offset]).toEqual([0, -480, 420]);
    expect(utc!.times).toHaveLength(EXPRESSIONS.length);
    expect(beijing!.times).toEqual(utc!.times);
    expect(west!.times).toEqual(utc!.times);
    expect(JSON.stringify(utc!.times.at(-3))).toContain('2022-01-01T02:40:00+08:00');
  });
});
