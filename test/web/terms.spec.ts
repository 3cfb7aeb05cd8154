/** A catalogue laid flat: `level.red` → its text. */
const flat = (texts: object, before = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value as object, `${before}${key}.`)));
const catalogue = async (language: string): Promise<Map<string, string>> => new Map(flat(((await import(`../../apps/web/src/core/i18n/${language}`)) as { default: object }).default));

/** 术语: the terms of the plans and of the law, one word for each thing, as the design lists them. */
const TERMS: Readonly<Record<string, readonly [chinese: string, english: string]>> = {
  'desk.plan.phase.remediation': ['整治攻坚', 'Remediation'],
  'desk.plan.phase.key_period': ['重点管控时段', 'Key period'],
  'desk.plan.phase.emergency': ['应急强化管控', 'Emergency'],
  'desk.plan.phase.capability': ['保障能力', 'Capability'],
  'desk.plan.phase.safeguard': ['保障措施', 'Safeguard'],
  'desk.plan.phase.long_term': ['长期', 'Long term'],
  'itemRole.lead': ['牵头', 'Lead'],
  'itemRole.responsible': ['责任', 'Responsible'],
  'itemRole.support': ['配合', 'Support'],
  'level.yellow': ['黄色', 'Yellow'],
  'level.orange': ['橙色', 'Orange'],
  'level.red': ['红色', 'Red'],
  warningOf: ['{level}预警', '{level} warning'],
  responseOf: ['{level}级响应', 'response level {level}'],
  'responseLevel.III': ['Ⅲ', 'III'],
  'responseLevel.I': ['Ⅰ', 'I'],
  'messageKind.issue': ['发布', 'Issue'],
  'messageKind.raise': ['升级', 'Raise'],
  'messageKind.lower': ['降级', 'Lower'],
  'messageKind.suspend': ['暂停', 'Suspend'],
  'messageKind.resume': ['恢复', 'Resume'],
  'messageKind.lift': ['解除', 'Lift'],
  'messageKind.revoke': ['撤销', 'Revoke'],
  'clock.acknowledge': ['签收', 'acknowledge'],
  'clock.stand_down': ['解除反馈', 'stand down'],
  'problemStep.assign': ['交办', 'Assigned'],
  'problemStep.recheck': ['回头看', 'Re-checked'],
  'problemStep.close': ['销号', 'Closed'],
  'word.exercise': ['演练', 'Exercise'],
  'basis.regional_linkage': ['区域联动', 'Regional linkage'],
};

/** Words of other fields, or of everyday speech, for what has a term here. */
const NOT_OURS = { 'zh-CN': /告警|报警|警报|工单|派单|确认收到/, en: /\b(alerts?|alarms?|tickets?|escalate[sd]? the level|false alarm)\b/i };

describe('the terms', () => {
  it('are those of the plans and of the law, in both languages', async () => {
    const [chinese, english] = [await catalogue('zh-CN'), await catalogue('en')];
    expect(Object.fromEntries(Object.keys(TERMS).map((key) => [key, [chinese.get(key), english.get(key)]]))).toEqual(TERMS);
  });

  it.each(Object.entries(NOT_OURS))('have no others beside them (%s)', async (language, others) => {
    expect([...(await catalogue(language))].filter(([, text]) => others.test(text))).toEqual([]);
  });
});
