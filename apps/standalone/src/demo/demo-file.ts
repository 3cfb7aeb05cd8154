import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { UnitKind } from '#directory';
import type { Role } from '#identity';

/** config/demo/*.yaml: an invented district with its people, accounts and rosters. */
export interface DemoDistrict {
  jurisdiction: { name: string; level: 'province' | 'city' | 'district' };
  units: { name: string; shortName: string; kind: UnitKind; attributes: string[]; parent?: string }[];
  people: { unit: string; name: string; title: string; head: boolean }[];
  accounts: { username: string; role: Role; unit: string; person: string }[];
  shifts: { unit: string; people: string[]; hours: number }[];
}

export const readDistrict = (): DemoDistrict => parse(readFileSync(path.resolve('config/demo/qingchuan.yaml'), 'utf8')) as DemoDistrict;

export const readPlanFile = (): string => readFileSync(path.resolve('config/plans/qingchuan-2021-2022.yaml'), 'utf8');
