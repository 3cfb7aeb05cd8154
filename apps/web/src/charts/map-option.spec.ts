import type { UnitPlace } from '../core/api';
import type { Inks } from './inks';
import { mapOption } from './map-option';

describe('the map', () => {
  const unit = { unitName: '青石镇', state: 'unacknowledged', longitude: 120.4, latitude: 41.5, checklistId: '1' } as UnitPlace;
  const left = (state: string, units: UnitPlace[]): number => {
    const option = mapOption('晴川区', [], { units, findings: [] }, { state: () => state, finding: '问题', titleOf: () => '' }, { inks: {} as Inks, text: 10 });
    return (option.geo as { left: number }).left;
  };

  it('leaves the legend room for its longest word, in either language', () => {
    expect(left('未签收', [unit])).toBe(50);
    expect(left('Not acknowledged', [unit])).toBeGreaterThanOrEqual(110);
  });

  it('leaves none for a word that is not shown', () => {
    expect(left('Not acknowledged', [])).toBe(40);
  });
});
