import { DEFAULT_CLOCKS, DEFAULT_LEVELS } from './defaults.js';
import { dryRun } from './dry-run.js';
import { holesOf, type Reach } from './holes.js';
import type { Assignment, Measure, PlanContent } from './plan.js';
import { publish } from './publishing.js';

const entry = (role: Assignment['role'], name: string, ids: Partial<Assignment>): Assignment => ({ role, name, raw: name, unitId: null, groupId: null, open: false, ...ids });
const BUREAU = entry('lead', '区工信局', { unitId: '7' });
const TOWNS = entry('responsible', '各乡镇街', { groupId: '3' });
const measure = (more: Partial<Measure> = {}): Measure => ({
  no: '62', phase: 'emergency', path: [], title: '停产', requirement: 'stop', deadline: { text: null, kind: 'none' }, otherDeadlines: [], assignments: [BUREAU, TOWNS],
  levels: ['II', 'I'], confirmMinutes: null, lines: [{ no: 1, slot: null, text: 'point', textEn: null, evidence: ['photo'], levels: null }], source: null, ...more,
});
const plan = (measures: Measure[], more: Partial<PlanContent> = {}): PlanContent => ({ levels: DEFAULT_LEVELS, clocks: DEFAULT_CLOCKS, measures, ...more });
const reached = (of: Assignment, members: number, silentNames: string[] = []): Reach => ({ unitId: of.unitId, groupId: of.groupId, name: of.name, members, silent: silentNames.length, silentNames, inactive: false });
const ALL = [reached(BUREAU, 1), reached(TOWNS, 10)];
const found = (content: PlanContent, reach = ALL) => holesOf(content, [], reach).map(({ field, code, measures }) => `${field} ${code} ${measures.join(',')}`);
const clock = (withinMinutes: number) => ({ withinMinutes, ladder: [] });

describe('holes in a plan that lacks nothing', () => {
  it('are none where everybody is reached in time', () => {
    expect(found(plan([measure()]))).toEqual([]);
  });

  it('are units that nobody could sign in for, by name and with the measures they would be sent', () => {
    const reach = [reached(BUREAU, 1, ['区工信局']), reached(TOWNS, 10, ['青石镇', '柳湾镇'])];
    expect(holesOf(plan([measure(), measure({ no: '63' })]), [], reach)).toMatchObject([
      { field: 'units.区工信局', code: 'unreachable', subject: '区工信局', measures: ['62', '63'], units: ['区工信局'] },
      { field: 'groups.各乡镇街', code: 'unreachable', message: expect.stringContaining('2 of 10 units of 各乡镇街') as string, units: ['青石镇', '柳湾镇'] },
    ]);
  });

  it('are no matter of measures that are sent to nobody', () => {
    expect(found(plan([measure(), measure({ no: '5', phase: 'safeguard', assignments: [entry('lead', '区财政局', { unitId: '9' })] })]), [...ALL, reached(entry('lead', '区财政局', { unitId: '9' }), 1, ['区财政局'])])).toEqual([]);
  });

  it('are units that the directory took out of use since, in any phase', () => {
    expect(found(plan([measure(), measure({ no: '5', phase: 'remediation' })]), [{ ...reached(BUREAU, 1, ['区工信局']), inactive: true }, reached(TOWNS, 10)])).toEqual(['units.区工信局 unit_inactive 62,5']);
  });

  it('are groups without a unit in any phase, and the measures that nobody but them carries out', () => {
    const empty = [reached(BUREAU, 1), reached(TOWNS, 0)];
    expect(found(plan([measure(), measure({ no: '5', phase: 'remediation', assignments: [BUREAU, TOWNS, entry('responsible', '区住建局', { unitId: '7' })] })]), empty)).toEqual([
      'groups.各乡镇街 empty_group 62,5', 'measures.62.responsible not_owned 62',
    ]);
    expect(found(plan([measure({ assignments: [{ ...TOWNS, role: 'lead' }] })]), empty)).toEqual(['groups.各乡镇街 empty_group 62', 'measures.62.responsible not_owned 62']);
  });

  it('are clocks that outlast the shortest response of the mildest level at which they run', () => {
    expect(found(plan([measure({ confirmMinutes: 2880 })]))).toEqual([]);
    expect(found(plan([measure({ confirmMinutes: 2881 })]))).toEqual(['measures.62.confirmMinutes clock_too_long 62']);
    expect(found(plan([measure({ levels: ['I'], confirmMinutes: 4320 }), measure({ no: '63', levels: ['III', 'I'], confirmMinutes: 1441 })]))).toEqual(['measures.63.confirmMinutes clock_too_long 63']);
    const clocks = { acknowledge: clock(3000), confirm: clock(2000), standDown: clock(90_000) };
    expect(found(plan([measure(), measure({ no: '63', levels: ['III'], confirmMinutes: 60 }), measure({ no: '64', levels: ['III'] })], { clocks }))).toEqual([
      'clocks.acknowledge clock_too_long 62,63,64', 'clocks.confirm clock_too_long 64',
    ]);
    expect(found(plan([measure({ levels: ['III'], confirmMinutes: 99_999 })], { levels: [{ warning: 'red', response: 'I' }] }))).toEqual([]);
  });
});

describe('a dry run', () => {
  it('keeps apart what forbids publishing and what asks for a reason, each with what to do', () => {
    const { missing, holes } = dryRun(plan([measure({ lines: [] })]), [], [reached(BUREAU, 1), reached(TOWNS, 0)]);
    expect(missing).toMatchObject([{ field: 'measures.62.lines', code: 'no_lines', measures: ['62'], todo: expect.stringContaining('Complete') as string }]);
    expect(holes.map(({ code }) => code)).toEqual(['empty_group', 'not_owned']);
    expect([...missing, ...holes].filter(({ todo }) => !todo)).toEqual([]);
  });
});

describe('publishing with holes', () => {
  const draft = { state: 'draft' as const, importedBy: 'li', content: plan([measure()]) };
  const empty = [reached(BUREAU, 1), reached(TOWNS, 0)];

  it('needs a reason, which stands with them', () => {
    for (const reason of [undefined, ' \n']) {
      expect(() => publish(draft, [], { id: 'wang', reason }, empty)).toThrow(expect.objectContaining({ code: 'plan.has-holes' }));
    }
    const { holes, reason } = publish(draft, [], { id: 'wang', reason: ' 月底前补齐 ' }, empty);
    expect([holes.map(({ code }) => code), reason]).toEqual([['empty_group', 'not_owned'], '月底前补齐']);
  });

  it('keeps no reason where there is no hole, and takes none for what is missing', () => {
    expect(publish(draft, [], { id: 'wang', reason: '无' }, ALL)).toMatchObject({ holes: [], reason: null });
    const unready = { ...draft, content: plan([measure({ lines: [] })]) };
    expect(() => publish(unready, [], { id: 'wang', reason: '急' }, ALL)).toThrow(expect.objectContaining({ code: 'plan.not-ready' }));
  });
});
