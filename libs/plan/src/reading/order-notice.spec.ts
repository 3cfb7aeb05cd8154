import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOrderNotice } from './order-notice.js';
import { linesOf } from './passage.js';

const SEEDS = join(__dirname, '../../../../../shared/seeds');

/** Notices in our own words, each in another printed style. */
const NOTICES: readonly (readonly [style: string, text: string, order: object])[] = [
  [
    'issue, with 自…起 and 24时',
    `云溪市重污染天气应急指挥部文件
云气应指〔2025〕7号

关于启动重污染天气橙色预警的通知

各县（区）人民政府，各成员单位：
　　根据会商，预计11月24日至26日我市将出现一次污染过程，市指挥部决定自11月23日12时起，在全市范围内启动重污染天气橙色预警，实施Ⅱ级应急响应，预计持续至11月26日24时。

云溪市重污染天气应急指挥部
2025年11月23日`,
    { kind: 'issue', warningLevel: 'orange', responseLevel: 'II', number: '云气应指〔2025〕7号', effectiveFrom: '2025-11-23T12:00:00+08:00', effectiveTo: '2025-11-27T00:00:00+08:00', region: ['全市'] },
  ],
  [
    'issue, a range that inherits its month',
    `临河区人民政府办公室关于发布重污染天气黄色预警（Ⅲ级响应）的通告
经区政府同意，于11月23日12时至26日24时发布重污染天气黄色预警，启动Ⅲ级应急响应。
临河区人民政府办公室
2025年11月22日`,
    { kind: 'issue', warningLevel: 'yellow', responseLevel: 'III', number: null, effectiveFrom: '2025-11-23T12:00:00+08:00', effectiveTo: '2025-11-27T00:00:00+08:00', region: [] },
  ],
  [
    'issue, labelled lines and an open end',
    `重污染天气红色预警启动令
（2026年第2号）
预警级别：红色
响应级别：Ⅰ级
预警区域：城关镇、柳河镇、开发区
启动时间：2026年1月8日0时
解除时间：另行通知
签发单位值班室
2026年1月7日18时`,
    { kind: 'issue', warningLevel: 'red', responseLevel: 'I', number: '2026年第2号', effectiveFrom: '2026-01-08T00:00:00+08:00', effectiveTo: null, region: ['城关镇', '柳河镇', '开发区'] },
  ],
  [
    'issue in words of tomorrow',
    `关于启动重污染天气黄色预警的紧急通知
各有关单位：
经会商研判，现启动全区重污染天气黄色预警，明日0时起执行Ⅲ级应急响应措施，后天24时结束。
东湾区气防办
2025年12月30日20时`,
    { kind: 'issue', warningLevel: 'yellow', responseLevel: 'III', effectiveFrom: '2025-12-31T00:00:00+08:00', effectiveTo: '2026-01-02T00:00:00+08:00', region: ['全区'] },
  ],
  [
    'issue after a span from the notice',
    `关于立即启动重污染天气橙色预警的通知
接省级区域预警提示，指挥部决定3小时后启动橙色预警和二级响应，持续至27日12时。
指挥部办公室
2025年11月23日22时30分`,
    { kind: 'issue', warningLevel: 'orange', responseLevel: 'II', effectiveFrom: '2025-11-24T01:30:00+08:00', effectiveTo: '2025-11-27T12:00:00+08:00' },
  ],
  [
    'raise, from one level to another',
    `关于将重污染天气橙色预警
升级为红色预警的通知
文号：北气应〔2025〕19号
各成员单位：
11月20日我县启动橙色预警。因扩散条件转差，县政府决定自11月25日18时起，将橙色预警升级为红色预警，同步实施Ⅰ级响应。解除时间另行通知。
北县重污染天气应急指挥部办公室
2025年11月25日`,
    { kind: 'raise', warningLevel: 'red', responseLevel: 'I', number: '北气应〔2025〕19号', effectiveFrom: '2025-11-25T18:00:00+08:00', effectiveTo: null },
  ],
  [
    'raise, called 调整, over New Year',
    `关于调整重污染天气预警级别的通知（黄色调整为橙色）
经研究，决定从12月31日12时至1月3日24时，将重污染天气黄色预警调整为橙色预警。
南屏市环境委办公室
2025年12月31日`,
    { kind: 'raise', warningLevel: 'orange', responseLevel: null, effectiveFrom: '2025-12-31T12:00:00+08:00', effectiveTo: '2026-01-04T00:00:00+08:00' },
  ],
  [
    'lower',
    `关于降低重污染天气预警等级的通知
随着冷空气到来，现将重污染天气红色预警降为橙色预警，响应级别由Ⅰ级调整为Ⅱ级，自2025年12月5日8时起执行。
云溪市重污染天气应急指挥部办公室
2025年12月5日`,
    { kind: 'lower', warningLevel: 'orange', responseLevel: 'II', effectiveFrom: '2025-12-05T08:00:00+08:00', effectiveTo: null },
  ],
  [
    'lift, at 24时',
    `关于解除重污染天气橙色预警的通知
云气应指〔2025〕9号
各县（区）：
空气质量已好转，指挥部决定于11月26日24时解除全市重污染天气橙色预警，同时终止Ⅱ级应急响应。
云溪市重污染天气应急指挥部
2025年11月26日`,
    { kind: 'lift', warningLevel: 'orange', responseLevel: 'II', number: '云气应指〔2025〕9号', effectiveFrom: '2025-11-27T00:00:00+08:00', effectiveTo: null, region: ['全市'] },
  ],
  [
    'suspend',
    `关于暂停重污染天气黄色预警响应措施的通知
受降雨影响，决定自3月2日6时起暂停黄色预警Ⅲ级响应。
东湾区气防办
2026年3月1日`,
    { kind: 'suspend', warningLevel: 'yellow', responseLevel: 'III', effectiveFrom: '2026-03-02T06:00:00+08:00', effectiveTo: null },
  ],
  [
    'resume',
    `关于恢复重污染天气黄色预警响应的通知
决定自3月3日18时起恢复黄色预警Ⅲ级响应。
东湾区气防办
2026年3月3日`,
    { kind: 'resume', warningLevel: 'yellow', responseLevel: 'III', effectiveFrom: '2026-03-03T18:00:00+08:00', effectiveTo: null },
  ],
  [
    'issue, whose title has no verb, signed in Chinese numerals',
    `北岭县重污染天气橙色预警通告
因静稳天气，县人民政府决定自十一月二十四日零时起在全县启动重污染天气橙色预警，实施二级响应。
北岭县人民政府
二〇二五年十一月二十三日`,
    { kind: 'issue', warningLevel: 'orange', responseLevel: 'II', effectiveFrom: '2025-11-24T00:00:00+08:00', effectiveTo: null, region: ['全县'] },
  ],
  [
    'issue, numbered labels and a range of full dates',
    `重污染天气黄色预警启动通知
一、预警等级：黄色（Ⅲ级响应）
二、预警范围：全市
三、响应时间：2025年11月20日20时—11月23日24时
云溪市气防办
2025年11月20日`,
    { kind: 'issue', warningLevel: 'yellow', responseLevel: 'III', effectiveFrom: '2025-11-20T20:00:00+08:00', effectiveTo: '2025-11-24T00:00:00+08:00', region: ['全市'] },
  ],
  [
    'lift, 自…起, with colours and levels in brackets',
    `云溪市人民政府办公室关于解除重污染天气预警的通知
鉴于空气质量改善，定于自2025年11月24日8时起解除重污染天气橙色（Ⅱ级）预警。
云溪市人民政府办公室
2025年11月24日`,
    { kind: 'lift', warningLevel: 'orange', responseLevel: 'II', effectiveFrom: '2025-11-24T08:00:00+08:00', effectiveTo: null },
  ],
  [
    'issue with a table of measures following',
    `关于启动重污染天气橙色预警的通告
经指挥部批准，自2025年11月23日12时起启动橙色预警，响应等级为Ⅱ级。
云溪市重污染天气应急指挥部
2025年11月23日
附件：应急减排措施表
序号	措施	责任单位	Ⅱ级
1	停止土石方作业	市住建局	√
2	道路每日湿扫4次	市城管局	√`,
    { kind: 'issue', warningLevel: 'orange', responseLevel: 'II', effectiveFrom: '2025-11-23T12:00:00+08:00', effectiveTo: null },
  ],
];

const read = (text: string, givenAt?: string) => readOrderNotice(linesOf(text), givenAt);

describe('a notice about a warning', () => {
  it.each(NOTICES)('%s', (_style, text, order) => {
    expect(read(text)?.order).toMatchObject(order);
    expect(read(text)?.questions).toEqual([]);
  });

  it('names its title, issuer, number and day', () => {
    expect(read(NOTICES[0]![1])?.document).toEqual({
      title: '关于启动重污染天气橙色预警的通知',
      issuer: '云溪市重污染天气应急指挥部',
      number: '云气应指〔2025〕7号',
      issuedOn: '2025-11-23',
      draft: false,
      parent: null,
    });
    expect(read(NOTICES[5]![1])?.document.title).toBe('关于将重污染天气橙色预警升级为红色预警的通知');
  });

  it('leaves the measures that follow it to the other recognisers', () => {
    const text = NOTICES.at(-1)![1];
    expect([...read(text)!.lines]).toEqual([1, 3, 4, 2]);
  });

  it('takes the instant from its caller before the signature', () => {
    const text = `关于启动重污染天气黄色预警的通知\n决定3小时后启动黄色预警。`;
    expect(read(text, '2025-11-23T14:00:00Z')?.order.effectiveFrom).toBe('2025-11-24T01:00:00+08:00');
    expect(read(text, '2025-11-23T22:00:00+08:00')?.order.effectiveFrom).toBe('2025-11-24T01:00:00+08:00');
  });
});

describe('what a notice leaves open', () => {
  it.each([
    ['a span from now, without the instant of the notice', '关于启动重污染天气黄色预警的通知\n决定3小时后启动黄色预警。\n气防办\n2025年11月23日', ['unreadable 3小时后']],
    ['a day without a year and no day of its own', '关于启动重污染天气黄色预警的通知\n决定自11月23日12时起启动黄色预警。', ['unreadable 11月23日12时']],
    ['no start', '关于启动重污染天气黄色预警的通知\n决定启动黄色预警。\n气防办\n2025年11月23日', ['missing 起始时间：关于启动重污染天气黄色预警的通知']],
    ['a lifting that names a response and no warning', '关于终止重污染天气Ⅲ级应急响应的通知\n决定自2025年11月23日12时起终止Ⅲ级应急响应。', ['missing 预警级别：关于终止重污染天气Ⅲ级应急响应的通知']],
    ['no level', '关于启动重污染天气预警的通知\n决定自11月23日12时起启动预警。\n气防办\n2025年11月23日', ['missing 预警级别：关于启动重污染天气预警的通知']],
    ['an end before its start', '关于启动重污染天气黄色预警的通知\n决定自2025年11月23日12时至2025年11月22日24时启动黄色预警。', ['unreadable 2025年11月22日24时']],
    ['an hour that no day has', '关于启动重污染天气黄色预警的通知\n决定自2025年11月23日25时起启动黄色预警。', ['unreadable 2025年11月23日25时']],
  ])('%s goes to a person', (_what, text, questions) => {
    expect(read(text)?.questions.map(({ reason, raw }) => `${reason} ${raw}`)).toEqual(questions);
  });
});

describe('200 kB of hostile text', () => {
  const head = '关于启动重污染天气黄色预警的通知\n决定';
  it.each(['年', '1月1日', '至', '自1日至', '启动橙色预警', '（', '《', '预警区域：', '在', '\n', '3小时后'])('of %j ends', (piece) => {
    const text = piece.repeat(Math.ceil(200_000 / piece.length)).slice(0, 200_000);
    expect(read(head + text)?.order.kind ?? 'issue').toBe('issue');
    expect(() => read(text)).not.toThrow();
  });
});

describe('no order', () => {
  it.each([
    '关于印发重污染天气应急预案的通知\n启动黄色预警时，各单位落实Ⅲ级响应措施。',
    '关于做好重污染天气预警期间值班工作的通知\n请各单位安排好值班。',
    '关于做好橙色预警应对工作的通知\n省里已发布橙色预警，请各单位做好准备。',
    '2025年大气污染防治工作方案\n及时启动重污染天气预警。',
    '',
  ])('%j', (text) => {
    expect(read(text)).toBeNull();
  });

  if (existsSync(SEEDS)) {
    it.each(readdirSync(SEEDS))('in the plan %s', (file) => {
      expect(read(readFileSync(join(SEEDS, file), 'utf8'))).toBeNull();
    });
  } else {
    it.skip(`the original plan documents are not on this machine (looked for ${SEEDS})`, () => {});
  }
});
