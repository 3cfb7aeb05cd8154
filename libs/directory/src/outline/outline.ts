/** A ring, polygon or several of them, as GeoJSON writes them: [longitude, latitude], degrees, WGS-84. */
type Position = readonly number[];

export interface OutlinePart {
  readonly type: 'Feature';
  readonly properties: { readonly name: string };
  readonly geometry: { readonly type: 'Polygon' | 'MultiPolygon'; readonly coordinates: readonly unknown[] };
}

/** 辖区轮廓: a GeoJSON FeatureCollection; `name` says whose it is, each feature is a part of it, such as a township. */
export interface Outline {
  readonly type: 'FeatureCollection';
  readonly name: string;
  readonly features: readonly OutlinePart[];
}

/** So many positions are drawn without a thought by an old screen; a finer outline says nothing more on a wall. */
const MOST_POSITIONS = 20_000;
const MOST_PARTS = 200;
const DEPTH = { Polygon: 2, MultiPolygon: 3 } as const;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Everything that keeps a document from being an outline, one sentence each, with its place. */
export function faultsOfOutline(document: unknown): string[] {
  if (!isRecord(document) || document.type !== 'FeatureCollection') return ['type: must be "FeatureCollection"; this is no GeoJSON of a district.'];
  const faults = isName(document.name) ? [] : ['name: must be the name of the city or district, as the directory has it.'];
  const { features } = document;
  if (!Array.isArray(features) || features.length === 0) return [...faults, 'features: must be a list with at least one part.'];
  if (features.length > MOST_PARTS) return [...faults, `features: ${features.length} parts, at most ${MOST_PARTS} are drawn.`];
  const positions = features.reduce((sum: number, feature) => sum + positionsOf(isRecord(feature) && isRecord(feature.geometry) ? feature.geometry.coordinates : []), 0);
  if (positions > MOST_POSITIONS) return [...faults, `features: ${positions} positions, at most ${MOST_POSITIONS} are drawn; simplify the outline (mapshaper, ogr2ogr -simplify).`];
  return [...faults, ...features.flatMap((feature, n) => faultsOfPart(feature, `features[${n}]`))];
}

function faultsOfPart(part: unknown, place: string): string[] {
  if (!isRecord(part) || part.type !== 'Feature') return [`${place}.type: must be "Feature".`];
  const faults = isRecord(part.properties) && isName(part.properties.name) ? [] : [`${place}.properties.name: must be the name of this part.`];
  const geometry = isRecord(part.geometry) ? part.geometry : {};
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return [...faults, `${place}.geometry.type: must be "Polygon" or "MultiPolygon".`];
  const rings = ringsOf(geometry.coordinates, DEPTH[geometry.type]);
  if (rings === null || rings.length === 0) return [...faults, `${place}.geometry.coordinates: must be rings of a ${geometry.type}.`];
  return [...faults, ...rings.flatMap((ring, n) => faultsOfRing(ring, `${place}.geometry.coordinates, ring ${n + 1}`))];
}

function faultsOfRing(ring: readonly Position[], place: string): string[] {
  if (ring.length < 4) return [`${place}: has ${ring.length} positions; a ring has at least four.`];
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) return [`${place}: does not end where it begins.`];
  const wrong = ring.findIndex(([longitude, latitude]) => !isWithin(longitude, 180) || !isWithin(latitude, 90));
  return wrong < 0 ? [] : [`${place}, position ${wrong + 1}: must be [longitude, latitude] in degrees (WGS-84).`];
}

const isWithin = (value: unknown, most: number): boolean => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;

/** The rings of a nested list; null when it is nested in another way. */
function ringsOf(value: unknown, depth: number): Position[][] | null {
  if (!Array.isArray(value)) return null;
  if (depth === 1) return value.every((position) => Array.isArray(position)) ? [value as Position[]] : null;
  const parts = value.map((part) => ringsOf(part, depth - 1));
  return parts.some((part) => part === null) ? null : parts.flatMap((part) => part!);
}

const positionsOf = (value: unknown): number => (!Array.isArray(value) ? 0 : typeof value[0] === 'number' ? 1 : value.reduce((sum: number, each) => sum + positionsOf(each), 0));
