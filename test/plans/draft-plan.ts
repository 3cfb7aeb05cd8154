import { stringify } from 'yaml';

/** A plan with as many new groups and measures as wanted, each led by a unit that nobody knows. */
export const draftPlan = (questions: number): string =>
  stringify({
    format: 'qingkong.plan/1',
    title: '试写',
    issuer: '试',
    number: null,
    issuedOn: '2026-10-01',
    season: { from: '2026-10-01', to: '2027-03-31' },
    levels: [{ warning: 'red', response: 'I' }],
    clocks: { acknowledge: { withinMinutes: 60, ladder: [] }, confirm: { withinMinutes: 60, ladder: [] }, standDown: { withinMinutes: 60, ladder: [] } },
    groups: Array.from({ length: questions }, (_, n) => ({ name: `新组${questions}-${n}`, kinds: ['bureau'] })),
    measures: Array.from({ length: questions }, (_, n) => ({
      no: String(n + 1),
      phase: 'emergency',
      path: ['应急'],
      title: `措施${n}`,
      requirement: '要求',
      deadline: { kind: 'during_phase', phase: 'emergency' },
      lead: [`无名局${n}`],
      support: [],
      responsible: ['青石镇'],
      levels: ['I'],
      lines: [{ no: 1, text: '要点', evidence: ['photo'], levels: ['I'] }],
      decided: [],
    })),
  });
