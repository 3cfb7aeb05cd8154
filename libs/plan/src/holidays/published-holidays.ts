import { createRequire } from 'node:module';
import type { SpecialDay } from './calendar-of-work.js';

export const LIBRARY = 'chinese-days';
/** Its table, and not its functions: they answer for the day before where the machine stands west of Greenwich. */
const TABLE = `${LIBRARY}/dist/chinese-days.json`;

/** The oldest plan that the product reads is of 2021. */
const FIRST_YEAR = 2021;

/** By ISO day, names as "National Day,国庆节,3". */
interface Table {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/** 国务院办公厅放假安排, as the library knows them: each year with days off and make-up workdays. Years it lacks are not there. */
export function publishedYears(): { year: number; days: SpecialDay[] }[] {
  const { holidays, workdays } = createRequire(import.meta.url)(TABLE) as Table;
  const days = [...specialDays(holidays, 'off'), ...specialDays(workdays, 'work')].sort((a, b) => (a.day < b.day ? -1 : 1));
  const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))].filter((year) => year >= FIRST_YEAR);
  // A year that so far only holds the end of another's New Year holiday is not announced yet.
  return years
    .map((year) => ({ year, days: days.filter(({ day }) => day.startsWith(`${year}-`)) }))
    .filter(({ year, days: own }) => own.some(({ day }) => day === `${year}-10-01`));
}

function specialDays(table: Readonly<Record<string, string>>, type: SpecialDay['type']): SpecialDay[] {
  return Object.entries(table).map(([day, names]) => ({ day, type, name: names.split(',')[1] ?? names }));
}
