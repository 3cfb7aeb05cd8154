import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_ORIGINALS, originalPlan, unitNames as units } from '../../../../test/harness/plan-expectations.js';
import { readPlan, type Deadline, type Recurrence } from './index.js';

const original = originalPlan('003_521cedc7f090b8a7.txt');

const rows = readFileSync(join(__dirname, 'category-ledger.expected.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [no = '', place = '', category = '', deadline = '', responsible = '', also = '', quantities = '', questions = ''] = line.split('|').slice(1, -1).map((cell) => cell.trim());
    const [from = 0, to = 0] = place.split('-').map(Number);
    return { no, from, to, category: Number(category), deadline, responsible, also, quantities, questions };
  });

function time(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'by_date': return `by ${deadline.date}`;
    case 'window': return `window ${deadline.from}..${deadline.to}`;
    case 'during_phase': return `during ${deadline.phase}`;
    case 'from_event': return `from ${deadline.event}`;
    case 'recurring': return cadence(deadline.recurrence);
    default: return deadline.kind;
  }
}

function cadence({ freq, timesAtLeast, timeFrom, timeTo }: Recurrence): string {
  return [`recurring ${freq}`, timesAtLeast ? `>=${timesAtLeast}` : '', timeFrom ? `${timeFrom}-${timeTo}` : ''].filter((part) => part !== '').join(' ');
}

if (original === null) it.skip(NO_ORIGINALS, () => {});
else describe('the ledger in ten categories', () => againstTheOriginal(original));

function againstTheOriginal(text: string): void {
  const lines = text.split('\n');
  const printed = (line: number) => lines[line - 1]!.trim();
  const draft = readPlan(text);

  it('has every row once, in printed order, and its title', () => {
    expect(rows).toHaveLength(41);
    expect(draft.tasks.map(({ no }) => no)).toEqual(rows.map(({ no }) => no));
    expect(draft.document).toMatchObject({ title: printed(2), draft: false, issuer: null, number: null, issuedOn: null });
  });

  describe.each(rows)('row $no', (row) => {
    const task = draft.tasks[Number(row.no) - 1]!;
    const sentence = lines.findIndex((line, index) => index + 1 >= row.from && line.trim() === row.no) + 2;

    it('stands where the page says, under its merged category', () => {
      expect(task.source).toEqual({ from: row.from, to: row.to });
      expect(task.path).toEqual([printed(row.category)]);
    });

    it('keeps its sentence and its time word for word, and reads the time', () => {
      expect(task.requirement).toBe(printed(sentence));
      expect(task.deadline.text).toBe(printed(sentence + 1));
      expect(time(task.deadline)).toBe(row.deadline);
      expect(task.otherDeadlines.map(time).join('; ')).toBe(row.also);
      expect(task.phase).toBe(row.deadline === 'long_term' ? 'long_term' : null);
    });

    it('names its units, nobody else, and the figures', () => {
      expect(units(task.responsible)).toBe(row.responsible);
      expect([task.lead, task.support, task.inherited, task.levels]).toEqual([[], [], [], null]);
      const figures = task.quantities.map(({ op, value, unit }) => `${op} ${value} ${unit}`).join('; ');
      for (const figure of row.quantities.split('; ')) expect(figures).toContain(figure);
    });

    it('asks what a person must decide, and nothing else', () => {
      const asked = draft.questions.filter(({ task: no }) => no === row.no).map(({ field, reason }) => `${field} ${reason}`);
      expect(asked.join('; ')).toBe(row.questions);
    });
  });

  it('asks nothing about the document', () => {
    expect(draft.questions.filter(({ task }) => task === null)).toEqual([]);
  });
}
