import { faultsOfOutline } from './outline.js';

const ring = [[120, 41], [121, 41], [121, 42], [120, 41]];
const part = (geometry: object = { type: 'Polygon', coordinates: [ring] }, properties: object = { name: '青石镇' }) => ({ type: 'Feature', properties, geometry });
const outline = (...features: object[]) => ({ type: 'FeatureCollection', name: '晴川区', features });

describe('an outline', () => {
  it('of polygons is taken', () => {
    expect(faultsOfOutline(outline(part(), part({ type: 'MultiPolygon', coordinates: [[ring], [ring]] })))).toEqual([]);
  });

  it.each([
    ['no GeoJSON', { hello: 1 }, /^type: must be/],
    ['nobody’s', { ...outline(part()), name: ' ' }, /^name: must be the name/],
    ['empty', outline(), /^features: must be a list/],
    ['of a line', outline(part({ type: 'LineString', coordinates: ring })), /^features\[0\]\.geometry\.type: must be/],
    ['of a part without a name', outline(part(undefined, {})), /^features\[0\]\.properties\.name/],
    ['that is not closed', outline(part({ type: 'Polygon', coordinates: [ring.slice(0, 3).concat([[120, 42]])] })), /does not end where it begins/],
    ['of two points', outline(part({ type: 'Polygon', coordinates: [ring.slice(0, 2)] })), /a ring has at least four/],
    ['with latitude first', outline(part({ type: 'Polygon', coordinates: [ring.map(([a, b]) => [b, a])] })), /position 1: must be \[longitude, latitude\]/],
    ['nested too shallow', outline(part({ type: 'Polygon', coordinates: ring })), /must be rings of a Polygon/],
    ['too fine to be drawn', outline(part({ type: 'Polygon', coordinates: [Array.from({ length: 20_001 }, () => [120, 41])] })), /simplify the outline/],
  ])('%s is refused in words', (_name, document, words) => {
    expect(faultsOfOutline(document)).toEqual([expect.stringMatching(words)]);
  });
});
