import { findQuantities } from './quantities.js';

const figures = (sentence: string) => findQuantities(sentence).map(({ what, op, value, unit }) => `${what} ${op} ${value} ${unit}`);

describe('figures of a task sentence', () => {
  it.each<[string, string[]]>([
    ['完成120户改造任务。', ['改造任务 = 120 户']],
    ['推动淘汰6米及以下旧炉。', ['旧炉 <= 6 米']],
    ['推进城区20蒸吨/小时以下燃油锅炉按期停用。', ['燃油锅炉 < 20 蒸吨/小时']],
    ['以粉尘年产生量5吨及以上单位为重点。', ['粉尘年产生量 >= 5 吨']],
    ['全区抽查覆盖率达到25%以上。', ['全区抽查覆盖率 >= 25 %']],
    ['道路保洁率达到90％。', ['道路保洁率 >= 90 %']],
    ['抽查比例不低于12.5%。', ['抽查比例 >= 12.5 %']],
    ['平均降尘量不高于7吨/月·平方公里。', ['平均降尘量 <= 7 吨/月·平方公里']],
    ['采用型煤（全硫≤0.4%，灰分＜20%）。', ['全硫 <= 0.4 %', '灰分 < 20 %']],
    ['监测站两公里范围内禁烧。', ['监测站 <= 2 公里']],
    ['距居民区十五米以内不得作业。', ['距居民区 <= 15 米']],
    ['对10台以上的旧锅炉实施改造。', ['旧锅炉 >= 10 台']],
  ])('%s', (sentence, expected) => {
    expect(figures(sentence)).toEqual(expected);
  });

  it('leave out dates, hours, standards and turns of phrase', () => {
    expect(figures('2021年底前，国三及以下车辆按“一车一档”管理，24小时值守，落实“六个百分百”，严格执行2021年度任务。')).toEqual([]);
  });
});
