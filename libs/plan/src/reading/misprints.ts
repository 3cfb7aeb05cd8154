import { isoDay } from './calendar.js';
import type { Deadline, PlanDraft } from './draft.js';
import { ask } from './prose-questions.js';
import type { Asked } from './section.js';

/**
 * Dates that ended before the plan's season began (2021年3月底前 in a plan from October 2021): most likely a wrong year.
 * The next year is suggested where it lies in the season.
 */
export function misprintsIn({ tasks, season, document }: PlanDraft): Asked[] {
  if (!season) return [];
  return tasks.flatMap((task) =>
    [task.deadline, ...task.otherDeadlines].flatMap((deadline): Asked[] => {
      const last = lastDayOf(deadline);
      if (last === null || last >= season.from) return [];
      return [{ task, question: ask('deadline', 'misprint', deadline.text, nextYear(deadline.text, last, season, document.issuedOn)) }];
    }),
  );
}

function lastDayOf(deadline: Deadline): string | null {
  if (deadline.kind === 'by_date') return deadline.date;
  return deadline.kind === 'until_date' ? deadline.to : null;
}

function nextYear(text: string | null, last: string, season: { from: string; to: string }, issuedOn: string | null): string | null {
  const [year = 0, month = 0, day = 0] = last.split('-').map(Number);
  const next = isoDay(year + 1, month, day);
  if (next === null || next < season.from || next > season.to || !text?.includes(String(year))) return null;
  const issued = issuedOn ? `，文件印发于${issuedOn}` : '';
  return `${text.replace(String(year), String(year + 1))}（依据：本方案期间为${season.from}至${season.to}${issued}）`;
}
