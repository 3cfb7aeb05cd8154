import { readPlan } from './index.js';

const BODY = '一、主要任务\n1.冲洗路面。（县城管局牵头，各乡镇负责）\n';
const head = (...lines: string[]) => readPlan(`${lines.join('\n')}\n${BODY}`).document;
const unread = (...lines: string[]) => readPlan(`${lines.join('\n')}\n${BODY}`).questions.map(({ field, reason, raw }) => `${field} ${reason} ${raw}`);

const NOTICE = [
  '东山县人民政府办公室文件', '', '东政办发〔2023〕18号', '', '东山县人民政府办公室', '关于印发东山县2023年', '扬尘治理行动方案的通知', '',
  '各乡镇人民政府，县直各单位：', '', '《东山县2023年扬尘治理行动方案》已经县政府同意，现印发给你们，请认真贯彻执行。', '',
  '东山县人民政府办公室', '二〇二三年三月十二日', '', '（此件公开发布）', '',
];

describe('the head of a document', () => {
  it('is that of the plan behind the notice that issues it', () => {
    const lines = [...NOTICE, '东山县2023年', '扬尘治理行动方案', '', '为落实《临海市2023年扬尘治理行动方案》（临政办发〔2023〕2号）和《大气污染防治法》，制定本方案。'];
    expect(head(...lines)).toEqual({
      ...{ title: '东山县2023年扬尘治理行动方案', issuer: '东山县人民政府办公室', number: '东政办发〔2023〕18号', issuedOn: '2023-03-12', draft: false },
      parent: { title: '临海市2023年扬尘治理行动方案', number: '临政办发〔2023〕2号' },
    });
    expect(unread(...lines)).toEqual([]);
  });

  it('takes title and draft where nothing else is printed', () => {
    const lines = ['附件2', '', '东山县扬尘治理行动方案', '（征求意见稿）', ''];
    expect(head(...lines)).toEqual({ title: '东山县扬尘治理行动方案', issuer: null, number: null, issuedOn: null, draft: true, parent: null });
    expect(unread(...lines)).toEqual([]);
  });

  it('asks when the only date is that of the letter that forwards it', () => {
    const lines = ['东山县水利局文件', '东水发〔2023〕7号', '2023年5月8日', '临海市防汛指挥部文件', '临汛〔2023〕2号', '临海市河道清理方案'];
    expect(head(...lines)).toMatchObject({ title: '临海市河道清理方案', issuer: '临海市防汛指挥部', number: '临汛〔2023〕2号', issuedOn: '2023-05-08' });
    expect(unread(...lines)).toEqual(['document ambiguous 2023年5月8日']);
  });

  it('does not take a date that does not exist, nor a law for the plan above', () => {
    const lines = ['东山县扬尘治理行动方案', '2023年2月30日', '根据《大气污染防治法》，制定本方案。'];
    expect(head(...lines)).toMatchObject({ title: '东山县扬尘治理行动方案', issuedOn: null, parent: null });
  });
});

describe('season and targets', () => {
  const goals = (words: string) => readPlan(`东山县冬季方案\n一、工作目标\n${words}\n二、主要任务\n1.冲洗路面。（县城管局牵头，各乡镇负责）\n`);
  const targets = (words: string) => goals(words).targets.map(({ metric, op, value, unit }) => `${metric} ${op} ${value} ${unit}`);

  it.each<[string, string[]]>([
    ['PM2.5平均浓度控制在55微克/立方米以下，重污染天数不超过6天。', ['pm25_mean < 55 微克/立方米', 'heavy_days <= 6 天']],
    ['细颗粒物（PM2. 5）浓度均值达到48.5微克/立方米，重度及以上污染天气控制在5天以内。', ['pm25_mean >= 48.5 微克/立方米', 'heavy_days <= 5 天']],
    ['PM10平均浓度不高于80微克/立方米，优良天数不少于290天，优良天数比例达到81.5%以上。', ['pm10_mean <= 80 微克/立方米', 'good_days >= 290 天', 'good_days_share >= 81.5 %']],
    ['平均降尘量不得高于6吨/月·平方公里。', ['dustfall <= 6 吨/月·平方公里']],
    ['大力降低PM2.5浓度，减少重污染天气。', []],
  ])('%s', (words, expected) => {
    expect(targets(words)).toEqual(expected);
  });

  it.each([
    ['2023年11月1日至2024年2月29日，空气质量改善。', { from: '2023-11-01', to: '2024-02-29' }],
    ['冬季（2023年11月15日至3月15日）空气质量改善。', { from: '2023-11-15', to: '2024-03-15' }],
    ['2023年11月31日至2024年2月29日，空气质量改善。', null],
    ['冬季空气质量改善。', null],
  ])('%s', (words, season) => {
    expect(goals(words).season).toEqual(season);
  });
});

describe('a letter that forwards a plan', () => {
  const letter = (...demands: string[]) =>
    readPlan(`东山县教育局文件\n东教发〔2023〕7号\n东山县教育局转发《扬尘治理方案》的通知\n各乡镇中心校、县直学校：\n现将方案转发给你们，并提出以下要求：\n${demands.join('\n')}\n东山县教育局\n2023年5月8日\n东山县扬尘治理方案\n${BODY}`);

  it('brings its own demands, for those it is addressed to', () => {
    const { tasks } = letter('一、停止操场土方。', '二、每日洒水，并在5月30日前报送台', '', '账。');
    expect(tasks.map(({ no, path, requirement, responsible, inherited }) => [no, path.length, requirement, responsible.map(({ name }) => name).join(), inherited.join()])).toEqual([
      ['一', 0, '停止操场土方。', '各乡镇中心校,县直学校', 'responsible'],
      ['二', 0, '每日洒水，并在5月30日前报送台账。', '各乡镇中心校,县直学校', 'responsible'],
      ['1', 1, '冲洗路面。', '各乡镇', ''],
    ]);
  });
});
