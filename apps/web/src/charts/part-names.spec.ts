import { placedNames, steppingAside } from './part-names';

const square = (x: number, y: number, side: number) => [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]];

describe('the names on the outline', () => {
  it('stand in the middle of each part, of several pieces in the largest', () => {
    const parts = [
      { properties: { name: '青石镇' }, geometry: { type: 'Polygon', coordinates: [square(0, 0, 2)] } },
      { properties: { name: '双泉乡' }, geometry: { type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(10, 10, 4)]] } },
    ];
    expect(placedNames(parts)).toEqual([{ name: '青石镇', value: [1, 1] }, { name: '双泉乡', value: [12, 12] }]);
  });

  it('step aside by lines, and one after another whoever comes later', () => {
    const layout = steppingAside();
    const at = (dataIndex: number, x: number): number => layout({ dataIndex, labelRect: { x, y: 100, width: 80, height: 20 } }).dy;
    expect([at(0, 0), at(1, 50), at(2, 60), at(3, 200)]).toEqual([0, 20, -20, 0]);
    expect([at(0, 0), at(1, 50)]).toEqual([0, 20]);
  });

  it('stand at the edge of a part that has no area', () => {
    expect(placedNames([{ properties: { name: '渡口' }, geometry: { type: 'Polygon', coordinates: [[[5, 6], [7, 6], [7, 6], [5, 6]]] } }])).toEqual([{ name: '渡口', value: [5, 6] }]);
  });
});
