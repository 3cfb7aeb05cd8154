import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { UnitKind } from '#directory';
import type { Role } from '#identity';
import { StartProblem } from '../advice.js';

/** What `npm start` loads when nobody chose. */
export const FIRST_DEMO = 'qingchuan';

/** config/demo/*.yaml: an invented city or district with its people, accounts and rosters, and the plan it runs. */
export interface DemoDistrict {
  jurisdiction: { name: string; level: 'province' | 'city' | 'district' };
  /** File name in config/plans. */
  plan: string;
  units: { name: string; shortName: string; kind: UnitKind; attributes: string[]; parent?: string; at?: [latitude: number, longitude: number] }[];
  people: { unit: string; name: string; title: string; head: boolean }[];
  accounts: { username: string; role: Role; unit: string; person: string }[];
  shifts: { unit: string; people: string[]; hours: number }[];
  /** 空气质量站点; a demo may have none. */
  stations?: { code: string; name: string; place: string; unit: string }[];
}

export interface Demo {
  readonly name: string;
  readonly district: DemoDistrict;
  readonly planText: string;
}

const FOLDER = 'config/demo';

/** Every file of the folder is a demo, the first one in front. */
export function demoNames(): string[] {
  const names = readdirSync(path.resolve(FOLDER)).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length));
  return names.sort((one, other) => Number(other === FIRST_DEMO) - Number(one === FIRST_DEMO) || one.localeCompare(other));
}

/** The name that was asked for, or the first; refused, with the names that there are, when it is none of them. */
export function chosenDemo(asked?: string): string {
  const names = demoNames();
  const name = asked ?? FIRST_DEMO;
  if (names.includes(name)) return name;
  throw new StartProblem(`There is no demo "${name}". Choose one of: ${names.join(', ')}. For example: DEMO=${names.at(-1)} npm start`);
}

export function readDemo(name: string): Demo {
  const district = parse(readFileSync(path.resolve(FOLDER, `${name}.yaml`), 'utf8')) as DemoDistrict;
  return { name, district, planText: readFileSync(path.resolve('config/plans', district.plan), 'utf8') };
}

/** The demo whose city or district bears this name; undefined for one that somebody founded himself. */
export const demoOf = (jurisdiction: string): string | undefined => demoNames().find((name) => readDemo(name).district.jurisdiction.name === jurisdiction);
