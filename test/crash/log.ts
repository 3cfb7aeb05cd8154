import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { count } from './invariants.js';
import type { RunReport } from './one-run.js';

const LOG = 'docs/crash-log.md';

/** The commit that is tested; a changed working tree says so. */
export function commit(): string {
  const git = (...args: string[]): string => spawnSync('git', args, { encoding: 'utf8' }).stdout?.trim() ?? '';
  const head = git('rev-parse', '--short', 'HEAD') || 'unknown';
  return git('status', '--porcelain', '--', ':!docs') ? `${head} with changes` : head;
}

/** A line of the log for each backend; the time is that of the whole batch, shared by its runs. */
export function logLines(reports: readonly RunReport[], milliseconds: number, at: Date, tested: string): string[] {
  return [...new Set(reports.map(({ backend }) => backend))].map((backend) => {
    const its = reports.filter((report) => report.backend === backend);
    const sum = (of: (report: RunReport) => number): number => its.reduce((total, report) => total + of(report), 0);
    const breaches = its.flatMap((report) => report.breaches);
    const cells = [
      ...[at.toISOString().slice(0, 10), tested, backend, [...new Set(its.map(({ seed }) => seed))].join(' '), its.length, sum(({ kills }) => kills), sum(({ befell }) => befell.length)],
      ...[count(breaches, 'lost'), count(breaches, 'doubled'), count(breaches, 'broken'), Math.round((milliseconds / 1_000) * (its.length / reports.length))],
    ];
    return `| ${cells.join(' | ')} |`;
  });
}

export const noteDown = (reports: readonly RunReport[], milliseconds: number): void =>
  appendFileSync(LOG, `${logLines(reports, milliseconds, new Date(), commit()).join('\n')}\n`);
