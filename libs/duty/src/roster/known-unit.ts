import type { UnitKind } from '#directory';
import { ATTRIBUTE_WORDS, wordOf } from './words.js';

/** A unit as the directory holds it. */
export interface KnownUnit {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: UnitKind;
  readonly attributes: readonly string[];
  readonly parent: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** What a row says of it. Null or empty: it says nothing, and an empty cell takes nothing away. */
export interface SaidOfUnit {
  readonly shortName: string | null;
  readonly attributes: readonly string[];
  readonly parent: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

export interface UnitChanges {
  shortName?: string;
  attributes?: string[];
  parent?: string;
  longitude?: number;
  latitude?: number;
}

/** One column of a row: what stands there now, and what would. */
export interface ChangedField {
  readonly head: string;
  readonly before: string;
  readonly after: string;
}

const WORDS = ATTRIBUTE_WORDS;
const attributesIn = (codes: readonly string[]): string => [...codes].sort().map((code) => wordOf(WORDS, code)).join('、');
const placeIn = ({ longitude, latitude }: Pick<KnownUnit, 'longitude' | 'latitude'>): string => (longitude === null || latitude === null ? '' : `${rounded(longitude)}, ${rounded(latitude)}`);
/** A tenth of a metre, as a workbook is read: what differs less is the same place. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** How the row differs from the directory, column by column, for the eye and for the record. */
export function changesOf(known: KnownUnit, said: SaidOfUnit): { fields: ChangedField[]; changes: UnitChanges } {
  const fields: ChangedField[] = [];
  const changes: UnitChanges = {};
  const differs = (head: string, before: string, after: string, change: UnitChanges): void => {
    if (after === '' || after === before) return;
    fields.push({ head, before, after });
    Object.assign(changes, change);
  };
  differs('简称', known.shortName, said.shortName ?? '', { shortName: said.shortName ?? '' });
  differs('所属单位', known.parent ?? '', said.parent ?? '', { parent: said.parent ?? '' });
  differs('属性', attributesIn(known.attributes), attributesIn(said.attributes), { attributes: [...said.attributes] });
  differs('经度、纬度', placeIn(known), placeIn(said), { longitude: said.longitude ?? 0, latitude: said.latitude ?? 0 });
  return { fields, changes };
}
