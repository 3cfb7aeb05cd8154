/** What a unit is (单位类别). */
export const UNIT_KINDS = [
  'command_office',
  'government',
  'bureau',
  'city_bureau',
  'police_branch',
  'township',
  'subdistrict',
  'zone',
  'institution',
  'enterprise',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Facts of a unit that groups ask for, e.g. 涉农街道 is a subdistrict with `farmland`. */
export const UNIT_ATTRIBUTES = ['farmland', 'urban', 'whitelist', 'voluntary', 'uninterruptible', 'key_source'] as const;
export type UnitAttribute = (typeof UNIT_ATTRIBUTES)[number];
