import { stringify } from 'yaml';

const LINES_PER_MEASURE = 4;
const ladder = [
  { atMinutes: -30, ring: 'duty' },
  { atMinutes: 0, ring: 'head' },
];

/** A plan with as many lines as each unit shall have, four to a measure, all of them for every enterprise and at every level. */
export function planFile(items: number): string {
  const measures = Array.from({ length: Math.ceil(items / LINES_PER_MEASURE) }, (_, m) => ({
    no: String(m + 1),
    phase: 'emergency',
    path: ['应急措施'],
    title: `测速措施${m + 1}`,
    requirement: `测速用的第${m + 1}项要求。`,
    deadline: { kind: 'during_phase', phase: 'emergency' },
    lead: ['指挥部办公室'],
    support: [],
    responsible: ['全部企业'],
    levels: ['III', 'II', 'I'],
    confirmWithinMinutes: 1_440,
    lines: Array.from({ length: Math.min(LINES_PER_MEASURE, items - m * LINES_PER_MEASURE) }, (_, n) => ({
      no: n + 1,
      text: `测速要点${m + 1}之${n + 1}`,
      evidence: ['count'],
      levels: ['III', 'II', 'I'],
    })),
    decided: [],
  }));
  return stringify({
    format: 'qingkong.plan/1',
    title: '测速预案',
    issuer: '测速市',
    number: null,
    issuedOn: '2026-10-01',
    season: { from: '2026-10-01', to: '2027-03-31' },
    levels: [
      { warning: 'yellow', response: 'III' },
      { warning: 'orange', response: 'II' },
      { warning: 'red', response: 'I' },
    ],
    clocks: { acknowledge: { withinMinutes: 60, ladder }, confirm: { withinMinutes: 1_440, ladder }, standDown: { withinMinutes: 720, ladder } },
    groups: [{ name: '全部企业', kinds: ['enterprise'] }],
    measures,
  });
}
