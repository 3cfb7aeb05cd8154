import { likelyMisprint } from './deadline-doubts.js';
import type { Deadline, PlanDraft } from './draft.js';
import { ask } from './prose-questions.js';
import type { Asked } from './section.js';

/** 疑似笔误: last days that were over before the document and its season began, with the same day a year later if the season holds it. */
export function misprintsIn({ tasks, season, document: { issuedOn } }: PlanDraft): Asked[] {
  return tasks.flatMap((task) =>
    [task.deadline, ...task.otherDeadlines].flatMap((deadline): Asked[] => {
      const doubt = likelyMisprint(deadline, { issuedOn, season });
      if (!doubt) return [];
      return [{ task, question: ask('deadline', 'misprint', deadline.text, doubt.suggestion && grounds(deadline, doubt.suggestion, issuedOn!)) }];
    }),
  );
}

function grounds({ text }: Deadline, day: string, issuedOn: string): string {
  const year = Number(day.slice(0, 4));
  const words = text?.replace(String(year - 1), String(year)) ?? day;
  return `${words}（依据：文件印发于${issuedOn}，照印期限在此之前；推后一年在本方案期间内）`;
}
