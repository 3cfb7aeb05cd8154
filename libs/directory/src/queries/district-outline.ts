import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, Facts, Text, type Actor } from '#platform';
import { DistrictOutlines } from '../outline/district-outlines.js';
import type { Outline } from '../outline/outline.js';

export class OutlineView {
  @Text({ about: 'Name of the city or district' }) name!: string;
  @Facts({ nullable: true, about: 'GeoJSON FeatureCollection, WGS-84; null: the installation has no outline of this district' }) outline!: Record<string, unknown> | null;
}

/** 辖区轮廓: the map of the reader's own district, without tiles and without another host. */
export class DistrictOutline extends Query<{ name: string; outline: Outline | null }> {
  constructor(readonly actor: Pick<Actor, 'jurisdictionId'>) {
    super();
  }
}

@Answers(DistrictOutline)
export class DistrictOutlineHandler implements IQueryHandler<DistrictOutline> {
  constructor(
    private readonly database: Database,
    private readonly outlines: DistrictOutlines,
  ) {}

  async execute({ actor }: DistrictOutline): Promise<{ name: string; outline: Outline | null }> {
    const [{ name }] = (await this.database.query<{ name: string }>('SELECT name FROM directory_jurisdiction WHERE id = $1', [actor.jurisdictionId])) as [{ name: string }];
    return { name, outline: this.outlines.of(name) };
  }
}
