import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { DefineGroups, type GroupRule } from '#directory';
import { Database, Store, type Actor } from '#platform';
import { questionsOf, resolved } from './drafting.js';
import type { PlanFileGroup } from './file/plan-file.js';
import { PlanEntity } from './plan.entity.js';
import { PlanImported } from './plan.events.js';
import { PlanFileRefused } from './plan.refusals.js';
import type { PlanQuestion } from './question.js';
import type { ReadSource } from './reading-source.js';
import { UnitBook } from './unit-book.js';
import type { Book } from './unit-matching.js';

export interface ImportedPlan {
  readonly id: string;
  readonly measures: number;
  /** Questions still open. */
  readonly questions: number;
}

/** As one parameter: a workbook of 5,000 rows can leave 10,000 things open, and a statement has 65,535 parameters at most. */
const ASK = `
  INSERT INTO plan_question (plan_id, n, measure_no, field, reason, raw, suggestion, note, answer, answered_by, answered_at)
  SELECT $1, q.n, q."measureNo", q.field, q.reason, q.raw, q.suggestion, q.note, nullif(q.answer, 'null'),
         CASE WHEN nullif(q.answer, 'null') IS NOT NULL THEN $3::uuid END, CASE WHEN nullif(q.answer, 'null') IS NOT NULL THEN $4::timestamptz END
    FROM jsonb_to_recordset($2::jsonb) AS q(n int, "measureNo" text, field text, reason text, raw text, suggestion text, note text, answer jsonb)`;

/** What a draft was read from. */
export interface DraftSource {
  readonly sourceName: string;
  readonly text: string;
  /** The file as it was uploaded; null for text that came without one. */
  readonly documentId: string | null;
}

/** Keeps what was read as a draft, whole or not at all. Units are looked up; whoever is not found becomes a question. */
@Injectable()
export class Drafts {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly book: UnitBook,
    private readonly commands: CommandBus,
  ) {}

  keep(actor: Actor, source: DraftSource, read: ReadSource): Promise<ImportedPlan> {
    return this.store.whole(async (now) => {
      await this.defineGroups(actor, read.groups);
      const book = await this.book.open(actor, namesIn(read));
      const measures = read.content.measures.map((measure) => resolved(measure, book));
      const questions = questionsOf(measures, read.asked);
      const plan = planRow(actor, source, { ...read, content: { ...read.content, measures } }, now);
      const open = questions.filter(({ answer }) => answer === null).length;
      await this.store.add(PlanEntity, plan, () => [new PlanImported(actor.jurisdictionId, plan.id, plan.sourceSha256, measures.length, open)]);
      await this.ask(actor, plan.id, questions, now);
      return { id: plan.id, measures: measures.length, questions: open };
    });
  }

  /** Groups that the file defines and the directory lacks. One that is known already stays as the district defined it. */
  private async defineGroups(actor: Actor, groups: readonly PlanFileGroup[]): Promise<void> {
    const names = groups.flatMap((group) => [group.name, ...rulesOf(group).flatMap(({ units }) => units ?? [])]);
    const book = await this.book.open(actor, names);
    const unknown = groups.filter(({ name }) => book.group(name) === null);
    const rulesIn = (group: PlanFileGroup): GroupRule[] => rulesOf(group).map((rule) => directoryRule(group.name, rule, book));
    await this.commands.execute(new DefineGroups(actor, unknown.map((group) => ({ name: group.name, rules: rulesIn(group) }))));
  }

  private async ask(actor: Actor, planId: string, questions: readonly PlanQuestion[], now: Date): Promise<void> {
    if (questions.length > 0) await this.database.query(ASK, [planId, JSON.stringify(questions), actor.id, now]);
  }
}

const namesIn = ({ content }: ReadSource): string[] => content.measures.flatMap(({ assignments }) => assignments.map(({ name }) => name));

const rulesOf = ({ any, kinds, attributes, units }: PlanFileGroup) => any ?? [{ kinds, attributes, units }];

function directoryRule(group: string, { kinds, attributes, units = [] }: ReturnType<typeof rulesOf>[number], book: Book): GroupRule {
  const found = units.map((name) => ({ name, id: book.unit(name)?.id }));
  const unknown = found.filter(({ id }) => id === undefined);
  if (unknown.length > 0) {
    const message = (name: string) => `groups: ${group} names ${name}, which is not in the directory.`;
    throw new PlanFileRefused(unknown.map(({ name }) => ({ field: `groups.${group}.units`, code: 'unknown_unit', message: message(name) })));
  }
  return { kinds: kinds ?? [], attributes: attributes ?? [], unitIds: found.flatMap(({ id }) => id ?? []) };
}

const planRow = (actor: Actor, { sourceName, text, documentId }: DraftSource, read: ReadSource, now: Date) => ({
  id: uuid(),
  jurisdictionId: actor.jurisdictionId,
  title: read.title,
  issuer: read.issuer,
  number: read.number,
  issuedOn: read.issuedOn,
  seasonFrom: read.season?.from ?? null,
  seasonTo: read.season?.to ?? null,
  state: 'draft' as const,
  importedBy: actor.id,
  importedAt: now,
  sourceName,
  sourceSha256: createHash('sha256').update(text).digest('hex'),
  source: text,
  documentId,
  draft: read.draft,
  content: read.content,
  version: 1,
});
