import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { DefineGroups, type GroupRule } from '#directory';
import { Choice, Database, Handles, Store, Text, type Actor } from '#platform';
import { questionsOf, resolved } from '../drafting.js';
import type { PlanFileGroup } from '../file/plan-file.js';
import { PlanEntity } from '../plan.entity.js';
import { PlanImported } from '../plan.events.js';
import { PlanFileRefused } from '../plan.refusals.js';
import { QuestionEntity } from '../question.entity.js';
import type { PlanQuestion } from '../question.js';
import { readSource, SOURCE_FORMATS, type ReadSource, type SourceFormat } from '../reading-source.js';
import { UnitBook } from '../unit-book.js';
import type { Book } from '../unit-matching.js';

export class NewPlanImport {
  @Text({ max: 200, about: 'Name of the file or document' })
  sourceName!: string;

  @Choice(SOURCE_FORMATS, { name: 'PlanSourceFormat', about: 'text: a document as plain text, its lines kept; qingkong.plan/1: a plan file in YAML' })
  format!: SourceFormat;

  @Text({ max: 2_000_000, about: 'The document or file itself' })
  text!: string;
}

export interface ImportedPlan {
  readonly id: string;
  readonly measures: number;
  /** Questions still open. */
  readonly questions: number;
}

/** Reads a document or plan file into a draft. Units are looked up; whoever is not found becomes a question. */
export class ImportPlan extends Command<ImportedPlan> {
  constructor(
    readonly actor: Actor,
    readonly input: NewPlanImport,
  ) {
    super();
  }
}

@Handles(ImportPlan)
export class ImportPlanHandler implements ICommandHandler<ImportPlan> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly book: UnitBook,
    private readonly commands: CommandBus,
  ) {}

  async execute({ actor, input }: ImportPlan): Promise<ImportedPlan> {
    const read = readSource(input);
    return this.store.whole(async (now) => {
      await this.defineGroups(actor, read.groups);
      const book = await this.book.open(actor, namesIn(read));
      const measures = read.content.measures.map((measure) => resolved(measure, book));
      const questions = questionsOf(measures, read.asked);
      const plan = planRow(actor, input, { ...read, content: { ...read.content, measures } }, now);
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
    const rows = questions.map((question) => ({ ...question, planId, answeredBy: question.answer && actor.id, answeredAt: question.answer && now }));
    if (rows.length > 0) await this.database.manager.insert(QuestionEntity, rows);
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

const planRow = (actor: Actor, input: NewPlanImport, read: ReadSource, now: Date) => ({
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
  sourceName: input.sourceName,
  sourceSha256: createHash('sha256').update(input.text).digest('hex'),
  source: input.text,
  draft: read.draft,
  content: read.content,
  version: 1,
});
