import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Environment } from '#config/environment';
import { DistrictOutlines } from './district-outlines.js';

const good = (name: string) => JSON.stringify({ type: 'FeatureCollection', name, features: [{ type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: [[[120, 41], [121, 41], [121, 42], [120, 41]]] } }] });

function outlines(files: Record<string, string>): DistrictOutlines {
  const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-maps-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return new DistrictOutlines(Object.assign(new Environment(), { DISTRICT_MAPS: folder }));
}

describe('the outlines of an installation', () => {
  it('are found by the name of their district; who has none has none', () => {
    const found = outlines({ 'a.geojson': good('甲区'), 'notes.txt': 'not a map' });
    expect(found.of('甲区')?.features).toHaveLength(1);
    expect(found.of('乙区')).toBeNull();
  });

  it('end the start when a file is wrong, and say where', () => {
    expect(() => outlines({ 'a.geojson': '{' })).toThrow(/a\.geojson:\n {2}This is no JSON/);
    expect(() => outlines({ 'a.geojson': good('') })).toThrow(/a\.geojson:\n {2}name: must be/);
    expect(() => outlines({ 'a.geojson': good('甲区'), 'b.geojson': good('甲区') })).toThrow(/b\.geojson:\n {2}name: another file/);
    expect(() => new DistrictOutlines(Object.assign(new Environment(), { DISTRICT_MAPS: '/nowhere' }))).toThrow('DISTRICT_MAPS names /nowhere, and there is no such folder.');
  });

  it('are there for every demo that the product brings', () => {
    const shipped = new DistrictOutlines(new Environment());
    for (const name of ['晴川区', '鹤清区', '兰台区', '松岚区', '云岭市']) expect(shipped.of(name)?.features.length).toBeGreaterThan(1);
  });
});
