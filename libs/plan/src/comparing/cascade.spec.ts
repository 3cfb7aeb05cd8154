import { DEFAULT_CLOCKS, DEFAULT_LEVELS } from '../defaults.js';
import { holesOf } from '../holes.js';
import type { Measure, PlanContent } from '../plan.js';
import { cascadeMarks, cascadeOf } from './cascade.js';

const measure = (no: string, requirement: string, more: Partial<Measure> = {}): Measure => ({
  no, phase: 'emergency', path: [], title: requirement.slice(0, 6), requirement, deadline: { text: null, kind: 'by_date', date: '2026-12-31' }, otherDeadlines: [],
  assignments: [{ role: 'responsible', name: '甲', raw: '甲', unitId: '1', groupId: null, open: false }], levels: ['II', 'I'], confirmMinutes: null,
  lines: [{ no: 1, slot: null, text: '点', textEn: null, evidence: ['photo'], levels: null }], source: null, ...more,
});
const plan = (...measures: Measure[]): PlanContent => ({ levels: DEFAULT_LEVELS, clocks: DEFAULT_CLOCKS, measures });
const STOP = '水泥熟料生产线在应急期间全部停窑，运输原料的重型货车不得进厂。';
const WASH = '城区主干道每日洒水保洁四次，重点路段增加两次，结冰时改为机械吸扫。';
const BURN = '乡镇组织专人巡查田间地头，严禁露天焚烧秸秆、垃圾和落叶。';
const OWN = '区内大型商场地下车库每日通风记录上墙公示。';

describe('a district plan beside the plan of the city', () => {
  const above = plan(measure('1', STOP), measure('2', WASH), measure('3', BURN));
  const here = plan(measure('一', WASH, { no: '一' }), measure('二', STOP, { deadline: { text: null, kind: 'by_date', date: '2026-11-30' }, levels: ['III', 'II', 'I'] }), measure('三', OWN));
  const rows = cascadeOf(above, here);
  const shown = rows.map((row) => `${row.here?.no ?? '-'}←${row.above?.no ?? '-'} ${row.standing} ${row.stricter.join('+')}`.trim());

  it('takes over, tightens, adds and lacks, in its own order', () => {
    expect(shown).toEqual(['一←2 adopted', '二←1 tightened deadline+levels', '三←- added', '-←3 missing']);
  });

  it('says where it asks less', () => {
    const [row] = cascadeOf(plan(measure('1', STOP)), plan(measure('1', STOP, { deadline: { text: null, kind: 'by_date', date: '2027-03-31' }, confirmMinutes: 2000 })));
    expect(row).toMatchObject({ standing: 'adopted', stricter: [], milder: ['deadline', 'confirmMinutes'] });
  });

  it('is a hole in a dry run where it lacks something', () => {
    const reach = [{ unitId: '1', groupId: null, name: '甲', members: 1, silent: 0, silentNames: [], inactive: false }];
    expect(holesOf(here, [], reach, above)).toMatchObject([{ code: 'missing_from_parent', field: 'parent.3' }]);
    expect(holesOf(here, [], reach, null)).toEqual([]);
  });

  it('marks its own additions, and takes the mark from what stands above as well; a contribution to the task above keeps its own', () => {
    const marked = plan(measure('一', WASH, { cascade: 'local' }), measure('二', OWN), measure('三', '配合全市开展柴油货车路检。', { cascade: 'contributes' }));
    expect([...cascadeMarks(cascadeOf(above, marked))]).toEqual([['一', undefined], ['二', 'local']]);
  });
});
