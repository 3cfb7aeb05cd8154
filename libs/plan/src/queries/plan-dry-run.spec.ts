import { stage, type Stage } from '../../../../test/harness/stage.js';
import { DEMO_PLAN, demoDistrict } from '../../spec/demo-district.js';
import { LoadAccount } from '#identity';
import type { Actor } from '#platform';
import { ImportPlan, PlanDryRun } from '../index.js';

describe('a dry run', () => {
  let scene: Stage;
  let importer: Actor;
  let unitIds: ReadonlyMap<string, string>;
  beforeAll(async () => {
    scene = await stage();
    ({ importer, unitIds } = await demoDistrict(scene));
  });
  afterAll(() => scene.close());

  it('finds no hole where a unit has its account, and others where a group is empty or a clock outlasts the response', async () => {
    await scene.command(new LoadAccount(importer.jurisdictionId, { username: 'shengtai', name: '生态', unitId: unitIds.get('区生态环境分局')!, personId: null, roles: ['unit'], password: 'Rain-on-seven-roofs-2026' }));
    const empty = DEMO_PLAN.replace('groups:\n', 'groups:\n  - {name: 各县直企业, kinds: [zone], attributes: [farmland]}\n').replaceAll('responsible: [各公安分局]', 'responsible: [各县直企业]');
    const { id } = await scene.command(new ImportPlan(importer, { sourceName: '漏洞', format: 'qingkong.plan/1', text: empty.replaceAll('confirmWithinMinutes: 240', 'confirmWithinMinutes: 2000') }));
    const { holes } = await scene.query(new PlanDryRun(importer, id));
    expect(holes.find(({ subject }) => subject === '区生态环境分局')).toBeUndefined();
    expect(holes).toContainEqual(expect.objectContaining({ code: 'empty_group', field: 'groups.各县直企业' }));
    expect(holes).toContainEqual(expect.objectContaining({ code: 'not_owned', field: 'measures.67.responsible', measures: ['67'] }));
    expect(holes).toContainEqual(expect.objectContaining({ code: 'clock_too_long', field: 'measures.69.confirmMinutes' }));
  });
});
