import { Injectable } from '@nestjs/common';
import { Database, decided, InputRefused, RecordChangedMeanwhile, RecordNotFound, Store, type Actor, type FieldFault } from '#platform';
import type { MeasureEdit, NewRoleUnits } from './commands/edit-measure.js';
import { edited, markOf, type Edit, type NamedUnits } from './editing.js';
import { deadlineFaults } from './file/deadline-terms.js';
import { knownTimesOf } from './known-times.js';
import { ASSIGNMENT_ROLES } from './plan.js';
import { PlanEntity } from './plan.entity.js';
import { PlanMeasureEdited } from './plan.events.js';
import { PlansAtWork } from './plans-at-work.js';
import type { NewQuestion } from './question.js';
import { settled } from './settled.js';
import { UnitBook } from './unit-book.js';
import type { Book } from './unit-matching.js';

const SETTLE = `
  UPDATE plan_question SET answer = '{"how": "edited"}', answered_by = $3, answered_at = $4
   WHERE plan_id = $1 AND n = ANY ($2)`;
const RAISE = `
  INSERT INTO plan_question (plan_id, n, measure_no, field, reason, raw)
  SELECT $1, (SELECT coalesce(max(known.n), 0) FROM plan_question known WHERE known.plan_id = $1) + asked.at, asked.q ->> 'measureNo', asked.q ->> 'field', asked.q ->> 'reason', asked.q ->> 'raw'
    FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS asked(q, at)`;

/** How an edit reaches its measure: the names are looked up, what was looked at is compared, and everything is kept or nothing. */
@Injectable()
export class MeasureEditor {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly store: Store,
    private readonly database: Database,
    private readonly book: UnitBook,
  ) {}

  write(actor: Actor, planId: string, no: string, input: MeasureEdit): Promise<void> {
    return this.plans.draft(actor, planId, async ({ plan, questions, now }) => {
      const measure = plan.content.measures.find((one) => one.no === no);
      if (!measure) throw new RecordNotFound('measure', no);
      if (markOf(settled(measure, questions)) !== input.mark) throw new RecordChangedMeanwhile('Measure', no);
      const edit = await this.understood(actor, input);
      const { measure: next, settles, raises } = edited(measure, questions, edit, knownTimesOf(plan));
      if (settles.length > 0) await this.database.query(SETTLE, [planId, settles, actor.id, now]);
      await this.ask(planId, raises);
      const { mark: _, ...written } = input;
      const happened = new PlanMeasureEdited(actor.jurisdictionId, planId, no, Object.keys(written).filter((field) => written[field as keyof typeof written] !== undefined));
      const measures = plan.content.measures.map((one) => (one.no === no ? next : one));
      await this.store.change(PlanEntity, planId, (row) => decided({ ...row, content: { ...row.content, measures } }, happened));
    });
  }

  private async understood(actor: Actor, { mark: _, lead, responsible, support, ...rest }: MeasureEdit): Promise<Edit> {
    const given = { lead, responsible, support };
    const names = Object.values(given).flatMap((role) => role?.units ?? []);
    const book = await this.book.open(actor, names);
    const roles = ASSIGNMENT_ROLES.flatMap((role) => (given[role] ? [{ role, ...named(role, given[role], book) }] : []));
    const faults = [...roles.flatMap((one) => one.faults), ...timeFaults(rest), ...blank(rest)];
    if (faults.length > 0) throw new InputRefused(faults, faults[0]!.message);
    return { ...rest, ...(roles.length > 0 && { units: Object.fromEntries(roles.map(({ role, named: units }) => [role, units])) }) };
  }

  private async ask(planId: string, raises: readonly NewQuestion[]): Promise<void> {
    if (raises.length > 0) await this.database.query(RAISE, [planId, JSON.stringify(raises)]);
  }
}

function named(role: string, { units = [], groups = [] }: NewRoleUnits, book: Book): { named: NamedUnits; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const found = (kind: 'units' | 'groups', words: readonly string[]) =>
    words.flatMap((word, at) => {
      const one = kind === 'units' ? book.unit(word) : book.group(word);
      if (!one) faults.push({ field: `${role}.${kind}.${at}`, code: 'unknown_unit', message: `${word} is not in the directory as a ${kind === 'units' ? 'unit' : 'group'}.` });
      return one ?? [];
    });
  return { named: { units: found('units', units), groups: found('groups', groups) }, faults };
}

const timeFaults = ({ deadline, otherDeadlines = [] }: Pick<MeasureEdit, 'deadline' | 'otherDeadlines'>): FieldFault[] => [
  ...(deadline ? deadlineFaults(deadline) : []).map((rule) => ({ field: 'deadline', code: 'shape', message: `deadline: ${rule}.` })),
  ...otherDeadlines.flatMap((one, at) => deadlineFaults(one).map((rule) => ({ field: `otherDeadlines.${at}`, code: 'shape', message: `otherDeadlines: ${rule}.` }))),
];

const blank = (words: Pick<MeasureEdit, 'title' | 'requirement'>): FieldFault[] =>
  (['title', 'requirement'] as const).flatMap((field) => (words[field]?.trim() === '' ? [{ field, code: 'required', message: `${field} is empty.` }] : []));
