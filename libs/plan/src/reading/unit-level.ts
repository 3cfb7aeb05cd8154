/** 层级: the tier of government a unit name belongs to. `districts` are all counties of a city, named together. */
export type Tier = 'province' | 'city' | 'district' | 'districts' | 'mixed';

const OFFICE = '(?:局|委|办|厅|中心|队)';

/** 市 that opens another word names no city body: 市场监管局, 市政工程处, 市容环卫中心. But 市政府, 市政协, 市民政局 do. */
const CITY = '市(?!场|政(?!府|务|协|法)|容|民(?!政)|域)';

/** The printed level prefix that later names of a list may leave out: 区应急管理局、市场监管局. */
export function levelPrefixOf(name: string): string | null {
  return new RegExp(`^(?:省|${CITY}|区|县|旗)`).exec(name)?.[0] ?? null;
}

/** The tier that a name states, or null where it states none (机场集团, 各乡镇街). */
export function tierOf(name: string): Tier | null {
  if (/^各(?:县|区|市)/.test(name)) return 'districts';
  if (new RegExp(`^市区.*${OFFICE}$`).test(name)) return 'mixed';
  const prefix = levelPrefixOf(name);
  if (prefix === '省') return 'province';
  if (prefix === '市') return 'city';
  return prefix ? 'district' : null;
}

/** The tier of the plan's own owner: the one that most of its unit names state; null where none does. */
export function ownTierOf(names: readonly string[]): Tier | null {
  const count = (tier: Tier) => names.filter((name) => tierOf(name) === tier).length;
  const [first] = (['district', 'city', 'province'] as const).toSorted((a, b) => count(b) - count(a));
  return first && count(first) > 0 ? first : null;
}

/** Whether a name belongs to another tier than the plan's own. A city may well command its districts. */
export function isOfAnotherTier(name: string, own: Tier | null): boolean {
  const tier = tierOf(name);
  if (tier === null || own === null) return false;
  return tier !== own && !(own === 'city' && tier === 'districts');
}

/** What an office does, whatever its tier and form: 市发改委 and 区发改局 are both 发改. */
export function dutyOf(name: string): string | null {
  return /^(?:市区|省|市|区|县|旗|各)?(.{2,}?)(?:分局|局|委|厅|办)$/.exec(name)?.[1] ?? null;
}
