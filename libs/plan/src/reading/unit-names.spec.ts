import type { Role } from './draft.js';
import { dutyOf, isOfAnotherTier, ownTierOf, tierOf } from './unit-level.js';
import { readUnits } from './unit-names.js';

/** "role name", `*` for a group, `…` for an open list. */
const read = (cell: string, column: Role = 'responsible') =>
  readUnits(cell, column).map(({ role, unit }) => `${role} ${unit.name}${unit.group ? '*' : ''}${unit.open ? '…' : ''}`);

describe('a unit cell', () => {
  it.each<[string, string[]]>([
    ['区水利局', ['responsible 区水利局']],
    ['各乡镇街', ['responsible 各乡镇街*']],
    ['各乡镇街配合', ['support 各乡镇街*']],
    ['各乡镇街，区直相关部门', ['responsible 各乡镇街*', 'responsible 区直相关部门*…']],
    ['各乡镇、涉农街道', ['responsible 各乡镇、涉农街道*']],
    ['各街道办事处，东山产业园管委会', ['responsible 各街道办事处*', 'responsible 东山产业园管委会']],
    ['各县（市、区）人民政府', ['responsible 各县（市、区）人民政府*']],
    ['区发改（能源）局\n区工信局', ['responsible 区发改（能源）局', 'responsible 区工信局']],
    ['区发改（能源）局各镇（街道）', ['responsible 区发改（能源）局', 'responsible 各镇（街道）*']],
    ['东关街道办事处西关街道办事处', ['responsible 东关街道办事处', 'responsible 西关街道办事处']],
    ['区住建局、市场监管局、各公安分局、交通局等', ['responsible 区住建局', 'responsible 区市场监管局', 'responsible 各公安分局*', 'responsible 区交通局…']],
    ['区住建局、交通局 等部门', ['responsible 区住建局', 'responsible 区交通局…']],
    ['市发改委、市政工程处', ['responsible 市发改委', 'responsible 市政工程处']],
    ['区财政局、城投集团、南山镇', ['responsible 区财政局', 'responsible 城投集团', 'responsible 南山镇']],
    ['区公安分局\n区商务局\n按职责分工负责', ['responsible 区公安分局', 'responsible 区商务局']],
    ['区工信局牵头，区商务局、水利局配合，各镇街负责落实', ['lead 区工信局', 'support 区商务局', 'support 区水利局', 'responsible 各镇街*']],
    ['/', []],
    ['', []],
  ])('%s', (cell, expected) => {
    expect(read(cell)).toEqual(expected);
  });

  it.each([
    '各公安分局牵头\n\n（区交通局、\n\n应急管理局、商务局配合）',
    '各公安分局（区交通局、应急管理局、商务局配合）',
    '各公安分局(区交通局，应急管理局，商务局配合',
  ])('sets the names of a role bracket apart: %j', (cell) => {
    expect(read(cell, 'lead')).toEqual(['lead 各公安分局*', 'support 区交通局', 'support 区应急管理局', 'support 区商务局']);
  });

  it('keeps each name as printed and knows where it stands', () => {
    const cell = '区水利局（区住建局、林业局配合）';
    const units = readUnits(cell, 'lead');
    expect(units.map(({ unit }) => unit.raw)).toEqual(['区水利局', '区住建局', '林业局配合']);
    expect(units.map(({ from, to }) => cell.slice(from, to))).toEqual(units.map(({ unit }) => unit.raw));
  });

  it('keeps words that look like no unit, but says so', () => {
    const words = readUnits('区水利局、立即整改到位、牵头单位：区住建局', 'lead');
    expect(words.map(({ unit, recognised }) => [unit.name, recognised])).toEqual([
      ['区水利局', true],
      ['立即整改到位', false],
      ['牵头单位：区住建局', false],
    ]);
  });
});

describe('the tier of a name', () => {
  it.each([
    ['区水利局', 'district'],
    ['县水利局', 'district'],
    ['市公安局', 'city'],
    ['市政府', 'city'],
    ['市民政局', 'city'],
    ['市直相关部门', 'city'],
    ['省生态环境厅', 'province'],
    ['各县（市）区人民政府', 'districts'],
    ['市区生态环境分局', 'mixed'],
    ['市场监管局', null],
    ['市政工程处', null],
    ['各乡镇街', null],
    ['机场集团', null],
  ])('%s: %s', (name, tier) => {
    expect(tierOf(name)).toBe(tier);
  });

  it('of the plan itself is the one most names state', () => {
    expect(ownTierOf(['区水利局', '区住建局', '市公安局', '机场集团'])).toBe('district');
    expect(ownTierOf(['机场集团'])).toBeNull();
  });

  it('lets a city command its districts, but not a district', () => {
    expect(isOfAnotherTier('各县（市、区）人民政府', 'city')).toBe(false);
    expect(isOfAnotherTier('各县（市、区）人民政府', 'district')).toBe(true);
    expect(isOfAnotherTier('机场集团', 'district')).toBe(false);
    expect(isOfAnotherTier('市公安局', null)).toBe(false);
  });

  it('does not hide that two offices have one duty', () => {
    expect([dutyOf('市发改委'), dutyOf('区发改局')]).toEqual(['发改', '发改']);
    expect([dutyOf('市公安局'), dutyOf('各公安分局')]).toEqual(['公安', '公安']);
    expect(dutyOf('机场集团')).toBeNull();
  });
});
