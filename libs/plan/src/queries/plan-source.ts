import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, Parts, RecordNotFound, Text, type Actor } from '#platform';
import { numbersOf } from '../drafting.js';
import type { DraftTask } from '../reading/draft.js';

export class PlanMark {
  @Text({ about: 'The field that these words led to' }) field!: string;
  @Count({ about: 'Line of the source, from 1' }) line!: number;
  @Count({ about: 'First character in the line, from 0' }) from!: number;
  @Count({ about: 'One past the last character' }) to!: number;
}

export class PlanPlace {
  @Text() measureNo!: string;
  @Count({ about: 'First line, from 1' }) from!: number;
  @Count() to!: number;
  @Parts(() => PlanMark) marks!: PlanMark[];
}

export class PlanSourceView {
  @Text() name!: string;
  @Text({ about: 'SHA-256 of the text in UTF-8, hexadecimal' }) sha256!: string;
  @Text({ max: 2_000_000, about: 'Verbatim' }) text!: string;
  @Parts(() => PlanPlace, { about: 'Where each measure stands; none for a plan file' }) places!: PlanPlace[];
}

/** The document itself, for showing beside what was read from it. */
export class PlanSource extends Query<PlanSourceView> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly planId: string,
  ) {
    super();
  }
}

const SQL = `
  SELECT source_name AS name, source_sha256 AS sha256, source AS text, draft -> 'tasks' AS tasks
    FROM plan_plan WHERE id = $2 AND jurisdiction_id = $1`;

@Answers(PlanSource)
export class PlanSourceHandler implements IQueryHandler<PlanSource> {
  constructor(private readonly database: Database) {}

  async execute({ actor, planId }: PlanSource): Promise<PlanSourceView> {
    const [row] = await this.database.query<Omit<PlanSourceView, 'places'> & { tasks: DraftTask[] | null }>(SQL, [actor.jurisdictionId, planId]);
    if (!row) throw new RecordNotFound('plan', planId);
    const { tasks, ...source } = row;
    return { ...source, places: placesOf(tasks ?? []) };
  }
}

function placesOf(tasks: readonly DraftTask[]): PlanPlace[] {
  const numbers = numbersOf(tasks);
  return tasks.map(({ source, marks }, at) => ({ measureNo: numbers[at]!, from: source.from, to: source.to, marks }));
}
