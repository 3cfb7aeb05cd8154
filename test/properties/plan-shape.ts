import fc from 'fast-check';
import { stringify } from 'yaml';
import type { ResponseLevel } from '#plan';
import type { WarningLevel } from '#warning';

/** Weakest first. */
export const LEVELS: readonly ResponseLevel[] = ['III', 'II', 'I'];
export const WARNING_OF: Record<ResponseLevel, WarningLevel> = { III: 'yellow', II: 'orange', I: 'red' };
export const levelOf = (warning: WarningLevel): ResponseLevel => LEVELS.find((level) => WARNING_OF[level] === warning)!;

/** All times are multiples of ten minutes, so that the minutes a slow machine loses decide nothing. */
export const CLOCKS = {
  acknowledge: { withinMinutes: 60, ladder: [-20, 0, 20, 40] },
  confirm: { withinMinutes: 120, ladder: [-30, 0, 30, 60] },
  standDown: { withinMinutes: 90, ladder: [-20, 0, 40] },
} as const;
const RINGS = ['duty', 'head', 'lead', 'commander'] as const;

export const BUREAU = '工业局';
export const SECOND_BUREAU = '住建局';
export const TOWNS = ['甲镇', '乙镇', '丙镇'] as const;
export const UNITS = [BUREAU, SECOND_BUREAU, ...TOWNS] as const;
const ALL_TOWNS = '各镇';

export type Role = 'responsible' | 'lead' | 'support';

export interface LineShape {
  readonly slot: string | null;
  readonly levels: readonly ResponseLevel[];
  readonly evidence: readonly ('count' | 'location')[];
}

export interface MeasureShape {
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly support: readonly string[];
  readonly confirmMinutes: number | null;
  readonly lines: readonly LineShape[];
}

/** A plan, as far as the difference of levels looks at it. */
export interface PlanShape {
  readonly measures: readonly MeasureShape[];
}

/** A line as the response freezes it: its number counts through all measures. */
export interface FrozenLine extends LineShape {
  readonly id: number;
  readonly measure: number;
  readonly confirmMinutes: number;
}

export const linesOf = (plan: PlanShape): FrozenLine[] =>
  plan.measures
    .flatMap((measure, n) => measure.lines.map((line) => ({ ...line, measure: n, confirmMinutes: measure.confirmMinutes ?? CLOCKS.confirm.withinMinutes })))
    .map((line, at) => ({ ...line, id: at + 1 }));

export const leadsOf = (plan: PlanShape, line: FrozenLine): readonly string[] => plan.measures[line.measure]!.lead.flatMap(unfolded);

const unfolded = (name: string): readonly string[] => (name === ALL_TOWNS ? TOWNS : [name]);

/** The role in which a unit has a measure; of several the strongest. A lead without others is responsible itself. */
export function roleIn({ lead, responsible, support }: MeasureShape, unit: string): Role | null {
  const has = (names: readonly string[]): boolean => names.flatMap(unfolded).includes(unit);
  if (has(responsible.length > 0 ? responsible : lead)) return 'responsible';
  return has(lead) ? 'lead' : has(support) ? 'support' : null;
}

/** 名册: what each unit has at a level, line by line. */
export function rosterOf(plan: PlanShape, level: ResponseLevel): Map<string, Map<number, Role>> {
  const roster = new Map<string, Map<number, Role>>();
  for (const unit of UNITS) {
    const lines = linesOf(plan).flatMap((line): [number, Role][] => {
      const role = roleIn(plan.measures[line.measure]!, unit);
      return role && line.levels.includes(level) ? [[line.id, role]] : [];
    });
    if (lines.length > 0) roster.set(unit, new Map(lines));
  }
  return roster;
}

export function yamlOf(plan: PlanShape): string {
  const ladder = (minutes: readonly number[]) => minutes.map((atMinutes, n) => ({ atMinutes, ring: minutes.length === 3 && n === 2 ? 'commander' : RINGS[n] }));
  const clock = ({ withinMinutes, ladder: minutes }: { withinMinutes: number; ladder: readonly number[] }) => ({ withinMinutes, ladder: ladder(minutes) });
  return stringify({
    format: 'qingkong.plan/1',
    title: '随机方案',
    levels: LEVELS.map((level) => ({ warning: WARNING_OF[level], response: level })),
    clocks: { acknowledge: clock(CLOCKS.acknowledge), confirm: clock(CLOCKS.confirm), standDown: clock(CLOCKS.standDown) },
    groups: [{ name: ALL_TOWNS, kinds: ['township'] }],
    measures: plan.measures.map(measureOf),
  });
}

const measureOf = ({ lead, responsible, support, confirmMinutes, lines }: MeasureShape, n: number) => ({
  no: String(n + 1),
  phase: 'emergency',
  path: ['应急强化管控'],
  title: `措施${n + 1}`,
  requirement: '按级别落实。',
  deadline: { kind: 'during_phase', phase: 'emergency' },
  ...{ lead, responsible, support },
  levels: LEVELS.filter((level) => lines.some((line) => line.levels.includes(level))),
  ...(confirmMinutes === null ? {} : { confirmWithinMinutes: confirmMinutes }),
  lines: lines.map(({ slot, levels, evidence }, at) => ({ no: at + 1, ...(slot ? { slot } : {}), text: `要点${at + 1}`, evidence, levels })),
});

/** Lines of one slot never meet at a level: an importer refuses such a plan. Here the later one gives way. */
function apart(lines: readonly LineShape[]): LineShape[] {
  const taken = new Set<string>();
  const kept = lines.map((line) => {
    const levels = LEVELS.filter((level) => line.levels.includes(level) && !(line.slot && taken.has(line.slot + level)));
    for (const level of levels) if (line.slot) taken.add(line.slot + level);
    return { ...line, levels };
  });
  return kept.filter(({ levels }) => levels.length > 0);
}

const someLevels = fc.subarray([...LEVELS], { minLength: 1 });
const someLine: fc.Arbitrary<LineShape> = fc.record({
  slot: fc.constantFrom(null, 'a', 'a', 'b'),
  levels: fc.oneof(someLevels, fc.constantFrom(...LEVELS).map((level) => [level])),
  evidence: fc.subarray(['count', 'location'] as const, { minLength: 1 }),
});
/** One point that every level words anew, and what else there is: only here a kept answer is handed on from line to line. */
const ladder = fc.tuple(fc.constantFrom('a', 'b'), someLine).map(([slot, other]) => [...LEVELS.map((level) => ({ ...other, slot, levels: [level] })), { ...other, slot: null }]);
const someMeasure: fc.Arbitrary<MeasureShape> = fc.record({
  lead: fc.constantFrom([BUREAU], [SECOND_BUREAU], [BUREAU, SECOND_BUREAU]),
  responsible: fc.oneof(fc.constant([ALL_TOWNS]), fc.subarray([...UNITS], { maxLength: 3 })),
  support: fc.subarray([...UNITS], { maxLength: 2 }),
  confirmMinutes: fc.constantFrom(null, 80),
  lines: fc.oneof({ weight: 2, arbitrary: fc.array(someLine, { minLength: 1, maxLength: 5 }).map(apart) }, { weight: 1, arbitrary: ladder }),
});

/** Any plan that may be published. */
export const somePlan: fc.Arbitrary<PlanShape> = fc.record({ measures: fc.array(someMeasure, { minLength: 1, maxLength: 3 }) });
