import type { Saying } from './clocks.js';
import { bySaying, gathered, inboxOf } from './saying.js';

const part = (more: Partial<Saying>): Saying => ({
  responseId: 'r',
  jurisdictionId: 'j',
  exercise: false,
  clock: 'acknowledge',
  step: 2,
  ring: 'lead',
  unitId: '1',
  personId: '0',
  round: 7,
  checklists: 1,
  first: '11',
  measures: [],
  ...more,
});

describe('what lead units and commanders are told', () => {
  it('is one thing for each addressee and step, about all that was gathered', () => {
    const parts = [part({ checklists: 5_000, measures: ['1'] }), part({ unitId: '2' }), part({ round: 9, checklists: 3, first: '90', measures: ['1', '4'] }), part({ step: 3 })];
    const sayings = gathered(parts);
    expect(sayings.map(({ unitId, step, round, checklists, measures }) => [unitId, step, round, checklists, measures])).toEqual([
      ['1', 2, 9, 5_003, ['1', '4']],
      ['2', 2, 7, 1, []],
      ['1', 3, 7, 1, []],
    ]);
    expect(bySaying(sayings).map((together) => together.length)).toEqual([2, 1]);
  });

  it('is about the one checklist, or about the response when there are more', () => {
    const { placement } = inboxOf([part({}), part({ unitId: '2', checklists: 2 })]);
    expect(placement.recipients.map(({ subject }) => subject)).toEqual(['checklist/11', 'response/r']);
    expect(placement).toMatchObject({ kind: 'clock.acknowledge', thread: 'r', exercise: false });
  });
});
