import type { ItemView } from '../../../core/api';

export interface MeasureItems {
  readonly no: string;
  readonly title: string;
  readonly requirement: string;
  readonly leads: readonly string[];
  readonly exemptions: readonly string[];
  readonly items: ItemView[];
}

/** The lines under the measures they belong to, in the order of the plan. */
export function byMeasure(items: readonly ItemView[]): MeasureItems[] {
  const groups = new Map<string, MeasureItems>();
  for (const item of items) {
    const group = groups.get(item.measureNo) ?? { no: item.measureNo, title: item.measureTitle, requirement: item.requirement, leads: item.leads, exemptions: item.exemptions, items: [] };
    group.items.push(item);
    groups.set(item.measureNo, group);
  }
  return [...groups.values()];
}
