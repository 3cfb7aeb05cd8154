import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_ORIGINALS, originalPlan, unitNames as units } from '../../../../test/harness/plan-expectations.js';
import type { Question } from './index.js';
import { linesOf } from './passage.js';
import { readRowTable } from './row-table.js';

const original = originalPlan('001_44e846a970a80af0.txt');

const rows = readFileSync(join(__dirname, 'paged-annex-table.expected.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [at = '', path = '', deadline = '', lead = '', quantities = '', questions = ''] = line.split('|').slice(1, -1).map((cell) => cell.trim());
    return { line: Number(at), path: Number(path), deadline, lead, quantities, questions };
  });

if (original === null) it.skip(NO_ORIGINALS, () => {});
else describe('the annex table over five pages', () => againstTheOriginal(original));

function againstTheOriginal(text: string): void {
  const lines = text.split('\n');
  const cells = (line: number) => lines[line - 1]!.split('\t').map((cell) => cell.trim());
  const { tasks, questions, lines: read } = readRowTable(linesOf(text))!;
  const at = (line: number) => tasks.find(({ source }) => source.from === line)!;
  const asked = (line: number) => questions.filter((question) => question.line === line);

  it('has every row once and leaves every line above it to others', () => {
    expect(rows).toHaveLength(36);
    expect(tasks.map(({ source }) => [source.from, source.to])).toEqual(rows.map(({ line }) => [line, line]));
    expect([...read].filter((line) => line < 153)).toEqual([]);
    expect([153, 160, 170, 181, 192].every((line) => read.has(line))).toBe(true);
    expect(questions.every(({ task, line }) => task === null && line !== undefined)).toBe(true);
  });

  describe.each(rows)('line $line', (row) => {
    const task = at(row.line);
    const deadline = task.deadline.kind === 'by_date' ? `by ${task.deadline.date}` : task.deadline.kind === 'none' ? '-' : task.deadline.kind;

    it('finds time, measure and unit under their headings, whatever the page did to the columns', () => {
      expect(deadline).toBe(row.deadline);
      expect(task.requirement).toBe(cells(row.line).toSorted((a, b) => b.length - a.length)[0]!.replace(/ /g, ''));
      expect(units(task.lead)).toBe(row.lead.replace('~', ''));
      expect(task.path).toHaveLength(row.path);
      const printed = [lines[155]!.split('\t')[0], ...cells(row.line)];
      expect(task.path.filter((heading) => !printed.includes(heading))).toEqual([]);
    });

    it('has the figures', () => {
      const figures = task.quantities.map(({ op, value, unit }) => `${op} ${value} ${unit}`);
      for (const figure of row.quantities.split('; ').filter((words) => words !== '')) expect(figures).toContain(figure);
    });

    it('asks what a person must decide, and nothing else', () => {
      const words = ({ field, reason }: Question) => `${field} ${reason}`;
      const shifted = row.line > 160 ? ['column ambiguous'] : [];
      expect(asked(row.line).map(words)).toEqual([...shifted, ...(row.questions ? [row.questions] : [])]);
    });
  });

  it('gives the first page its category, printed in the middle of the merged cell, and carries it no further', () => {
    expect(rows.filter(({ line }) => at(line).path[0] === cells(156)[0]).map(({ line }) => line)).toEqual([154, 155, 156, 157, 158]);
  });

  it('suggests the whole name of a cut one, and the unit of a lost merged cell where only one can be meant', () => {
    const suggestions = questions.filter(({ suggestion }) => suggestion !== null).map(({ line, suggestion }) => `${line} ${suggestion!.split('（')[0]}`);
    expect(suggestions).toEqual(['179 市交通局', '187 市城市管理局', '188 市城市管理局', '196 市生态环境局', '197 市生态环境局']);
    expect(asked(187)[1]!.suggestion).toContain('第68行');
  });
}
