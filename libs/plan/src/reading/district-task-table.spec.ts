import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_ORIGINALS, originalPlan, schemaFaults, unitNames as units } from '../../../../test/harness/plan-expectations.js';
import { readPlan, type Deadline, type DraftTask, type PlanDraft, type Question } from './index.js';

const original = originalPlan('000_fde380b46a8832e4.txt');

interface Expected {
  no: string;
  origin: string;
  phase: string;
  from: number;
  to: number;
  deadline: string;
  lead: string;
  support: string;
  responsible: string;
  also: string;
  quantities: string;
  questions: string;
}

function expectations(): Expected[] {
  return readFileSync(join(__dirname, 'district-task-table.expected.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const [no = '', phase = '', lines = '', deadline = '', lead = '', support = '', responsible = '', also = '', quantities = '', questions = ''] =
        line.split('|').slice(1, -1).map((cell) => cell.trim());
      const [from = 0, to = 0] = lines.split('-').map(Number);
      const [number = '', origin = 'own'] = no.split(' ');
      return { no: number, origin, phase, from, to, deadline, lead, support, responsible, also, quantities, questions };
    });
}

function time(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'by_date': return `by ${deadline.date}`;
    case 'until_date': return `until ${deadline.to}`;
    case 'during_phase': return `during ${deadline.phase}`;
    case 'from_event': return `from ${deadline.event}`;
    case 'window': return `window ${deadline.from}..${deadline.to}`;
    default: return deadline.kind;
  }
}

const asked = (questions: Question[], no: string) =>
  questions.filter(({ task }) => task === no).map(({ field, reason, raw }) => `${field} ${reason} 「${raw}」`).join('; ');

// Named, so that the run says what it could not check; with the originals in place nothing is skipped.
if (original === null) it.skip(NO_ORIGINALS, () => {});
else describe('the 102-row district task table', () => againstTheOriginal(original));

function againstTheOriginal(text: string): void {
  const lines = text.split('\n');
  const rows = expectations();
  const draft = readPlan(text);
  const task = (no: string | number) => draft.tasks[Number(no) - 1]!;
  const printed = (line: number) => lines[line - 1]!.trim();

  it('has every row once, in printed order', () => {
    expect(rows).toHaveLength(102);
    expect(draft.tasks.map(({ no }) => no)).toEqual(rows.map(({ no }) => no));
  });

  describe.each(rows)('row $no', (row) => {
    it('stands where the page says, in the stated phase', () => {
      expect(task(row.no)).toMatchObject({ phase: row.phase, origin: row.origin, source: { from: row.from, to: row.to } });
    });

    it('keeps headings and task sentence word for word', () => {
      const headings = [1, 2, 3].map((offset) => printed(row.from + offset)).filter((heading) => heading !== '/');
      expect(task(row.no).path).toEqual(headings);
      const sentence = printed(row.from + 4);
      expect(task(row.no).requirement).toBe(row.no === '53' ? sentence.replace(' ', '') : sentence);
    });

    it('reads the deadline and every other time of the sentence', () => {
      expect(task(row.no).deadline.text).toBe(printed(row.from + 5));
      expect(time(task(row.no).deadline)).toBe(row.deadline);
      expect(task(row.no).otherDeadlines.map(time).join('; ')).toBe(row.also);
    });

    it('reads who leads, supports and is responsible', () => {
      const { lead, support, responsible } = task(row.no);
      expect([lead, support, responsible].map(units)).toEqual([row.lead, row.support, row.responsible]);
    });

    it('reads the figures', () => {
      const figures = task(row.no).quantities.map(({ what, op, value, unit }) => `${what} ${op} ${value} ${unit}`);
      expect(figures.join('; ')).toBe(row.quantities);
    });

    it('asks what a person must decide, and nothing else', () => {
      expect(asked(draft.questions, row.no)).toBe(row.questions);
    });

    it('marks words that stand in the file where the mark says', () => {
      const words = (field: string) => markedWords(task(row.no), field, lines);
      expect(words('deadline')).toEqual([printed(row.from + 5)]);
      expect(words('phase')).toEqual([printed(row.from + 1)]);
      for (const role of ['lead', 'support', 'responsible'] as const) {
        expect(words(role)).toEqual(task(row.no)[role].map(({ raw }) => raw));
      }
    });
  });

  it('reads the same tasks with the columns in another order', () => {
    const order = [5, 7, 0, 4, 6, 1, 2, 3];
    const row = (from: number, to: number) => {
      const cells: string[] = [];
      for (const line of lines.slice(from - 1, to)) {
        if (line.startsWith('\t')) cells.push(`${line}\n`);
        else cells.push(`${cells.pop()}${line}\n`);
      }
      return order.map((column) => cells[column]).join('');
    };
    const shuffled = [row(6, 13), ...rows.map(({ from, to }) => row(from, to))].join('\n');
    const bare = ({ source: _source, marks: _marks, ...rest }: DraftTask) => rest;
    expect(readPlan(shuffled).tasks.map(bare)).toEqual(draft.tasks.map(bare));
  });

  it('reads the same tasks when the file has lost its blank lines, or has Windows line ends', () => {
    const bare = ({ source: _source, marks: _marks, ...rest }: DraftTask) => rest;
    expect(readPlan(text.replace(/\n{2,}/g, '\n')).tasks.map(bare)).toEqual(draft.tasks.map(bare));
    expect(readPlan(text.replace(/\n/g, '\r\n'))).toEqual(draft);
  });

  wholeDraft(draft, text);
}

function markedWords(task: DraftTask, field: string, lines: string[]): string[] {
  return task.marks.filter((mark) => mark.field === field).map(({ line, from, to }) => lines[line - 1]!.slice(from, to));
}

function wholeDraft(draft: PlanDraft, text: string): void {
  it('asks nothing beyond its rows', () => {
    expect(draft.questions.filter(({ task }) => task === null)).toEqual([]);
  });

  it('suggests only where the document gives a ground', () => {
    const suggested = draft.questions.filter(({ suggestion }) => suggestion !== null);
    expect(suggested.map(({ task, field, suggestion }) => `${task} ${field} ${suggestion}`)).toEqual([
      '25 lead 各公安分局（依据：本表第41项列有此单位，职能相同）',
      '60 lead 区生态环境分局（依据：本表第1项列有此单位，职能相同）',
      '87 lead 区发改局（依据：本表第7项列有此单位，职能相同）',
    ]);
  });

  it('takes title and nothing more from above the table', () => {
    expect(draft.document).toEqual({
      ...{ title: text.split('\n')[3]!.trim(), issuer: null, number: null, issuedOn: null, draft: false, parent: null },
    });
    expect([draft.season, draft.targets, draft.taskForces, draft.sweeps]).toEqual([null, [], [], []]);
  });

  it('is a plan draft by the agreed schema', () => {
    const brokenOff = [0, 13, 20, 412, 700].map((end) => readPlan(text.split('\n').slice(0, end).join('\n')));
    for (const candidate of [draft, ...brokenOff]) expect(schemaFaults(candidate)).toBeNull();
    expect(brokenOff.map(({ tasks }) => tasks.length)).toEqual([0, 0, 1, 44, 76]);
  });
}
