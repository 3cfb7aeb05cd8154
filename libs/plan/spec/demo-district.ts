import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { FoundJurisdiction, RegisterUnit, type NewUnit } from '#directory';
import type { Actor } from '#platform';
import type { Stage } from '../../../test/harness/stage.js';

const configuration = (file: string): string => readFileSync(new URL(`../../../config/${file}`, import.meta.url), 'utf8');
export const DEMO_PLAN = configuration('plans/qingchuan-2021-2022.yaml');

const person = (n: number, jurisdictionId: string): Actor => ({
  id: `00000000-0000-7000-8000-00000000000${n}`,
  jurisdictionId,
  unitId: null,
  personId: null,
  roles: ['duty-officer', 'approver'],
});

/** The demo district as the directory knows it, and three people of its command office. */
export async function demoDistrict(scene: Stage): Promise<{ importer: Actor; publisher: Actor; third: Actor; unitIds: ReadonlyMap<string, string> }> {
  const demo = parse(configuration('demo/qingchuan.yaml')) as { jurisdiction: { name: string }; units: NewUnit[] };
  const { id } = await scene.command(new FoundJurisdiction({ name: demo.jurisdiction.name, level: 'district' }));
  const [importer, publisher, third] = [person(1, id), person(2, id), person(3, id)];
  const unitIds = new Map<string, string>();
  for (const { name, shortName, kind, attributes } of demo.units) {
    unitIds.set(name, (await scene.command(new RegisterUnit(importer!, { name, shortName, kind, attributes }))).id);
  }
  return { importer: importer!, publisher: publisher!, third: third!, unitIds };
}
