type Position = readonly [number, number];
type Ring = readonly Position[];

/** As much of a GeoJSON feature as is needed to write its name upon it. */
export interface NamedPart {
  readonly properties: { readonly name: string };
  readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] };
}

export interface PlacedName {
  readonly name: string;
  readonly value: Position;
}

/** Where the name of each part of an outline stands: in the middle of its largest piece. */
export function placedNames(parts: readonly NamedPart[]): PlacedName[] {
  return parts.map(({ properties, geometry }) => {
    const rings = (geometry.type === 'Polygon' ? [geometry.coordinates[0]] : (geometry.coordinates as unknown[][]).map(([outer]) => outer)) as Ring[];
    const [largest] = rings.map(middle).sort((a, b) => b.area - a.area);
    return { name: properties.name, value: largest!.at };
  });
}

/** Centroid of a ring, by the formula of the surveyor. */
function middle(ring: Ring): { area: number; at: Position } {
  let [twice, east, north] = [0, 0, 0];
  for (let n = 1; n < ring.length; n++) {
    const [[x0, y0], [x1, y1]] = [ring[n - 1]!, ring[n]!];
    const cross = x0 * y1 - x1 * y0;
    twice += cross;
    east += (x0 + x1) * cross;
    north += (y0 + y1) * cross;
  }
  return twice === 0 ? { area: 0, at: ring[0]! } : { area: Math.abs(twice), at: [east / (3 * twice), north / (3 * twice)] };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Lines by which a name may move, the nearest first. */
const STEPS = [0, 1, -1, 2, -2];
const meet = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Names of small neighbours make room for each other, a line up or down; one that finds none is not drawn. The chart asks for one after another. */
export function steppingAside(): (asked: { dataIndex?: number; labelRect: Box }) => { dy: number; hideOverlap: true } {
  let placed: Box[] = [];
  return ({ dataIndex, labelRect }) => {
    if (dataIndex === 0) placed = [];
    const moved = STEPS.map((lines) => ({ x: labelRect.x, y: labelRect.y + lines * labelRect.height, width: labelRect.width, height: labelRect.height }));
    const free = moved.find((box) => !placed.some((other) => meet(box, other))) ?? moved[0]!;
    placed.push(free);
    return { dy: free.y - labelRect.y, hideOverlap: true };
  };
}
