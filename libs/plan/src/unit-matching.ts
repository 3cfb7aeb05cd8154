import type { Named } from './question.js';

/**
 * 单位名称的通行简称: forms of one office's name that official texts use side by side. Both become the short form before
 * they are compared; the tier (省, 市, 区) always has to be the same, and a name that fits two units fits none.
 */
const SHORT_FORMS: readonly (readonly [long: string, short: string])[] = [
  ['市场监督管理局', '市场监管局'],
  ['发展和改革委员会', '发改委'],
  ['发展和改革局', '发改局'],
  ['工业和信息化局', '工信局'],
  ['住房和城乡建设局', '住建局'],
  ['城市管理综合行政执法', '综合执法'],
  ['综合行政执法', '综合执法'],
  ['交通运输局', '交通局'],
  ['街道办事处', '街道'],
];

export const shortFormOf = (name: string): string =>
  SHORT_FORMS.reduce((text, [long, short]) => text.replace(long, short), name.replace(/\s+/g, ''));

/** Names under which a unit may stand in the directory: as given, in its short form, and in the long ones. */
export function variantsOf(name: string): string[] {
  const short = shortFormOf(name);
  const long = SHORT_FORMS.filter(([, form]) => short.includes(form)).map(([form, of]) => short.replace(of, form));
  return [...new Set([name, short, ...long])];
}

export interface KnownUnit {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
}

/** The unit of that name: the exact one, else the only one whose name or short name is another form of it. */
export function matchUnit(name: string, known: readonly KnownUnit[]): KnownUnit | null {
  const exact = known.find((unit) => unit.name === name);
  if (exact) return exact;
  const wanted = shortFormOf(name);
  const alike = known.filter((unit) => shortFormOf(unit.name) === wanted || unit.shortName === name);
  return alike.length === 1 ? alike[0]! : null;
}

/** What an import has to ask the directory: a name as printed in the plan, and who stands under it. */
export interface Book {
  unit(nameOrId: string): Named | null;
  group(nameOrId: string): Named | null;
}

export function bookOf(units: readonly KnownUnit[], groups: readonly Named[]): Book {
  const named = (found: Named | null | undefined): Named | null => (found ? { id: found.id, name: found.name } : null);
  return {
    unit: (nameOrId) => named(units.find(({ id }) => id === nameOrId) ?? matchUnit(nameOrId, units)),
    group: (nameOrId) => named(groups.find(({ id, name }) => name === nameOrId || id === nameOrId)),
  };
}
