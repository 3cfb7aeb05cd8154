import type { QuestionReason } from '../reading/draft.js';

/** What to do about a fault of the plan file, for people who fill in tables. */
const ADVICE: Readonly<Record<string, string>> = {
  isIn: '不是可用的值，请从可用的词里选。',
  isInt: '应填整数。',
  isString: '请填写。',
  isLength: '为空或者过长，请核对。',
  isIso8601: '没有这一天，请核对日期。',
  matches: '格式不对，请核对。',
  min: '数值过小。',
  max: '数值过大。',
  arrayMinSize: '至少要有一项。',
  arrayMaxSize: '项数过多。',
  isArray: '请填写。',
  nestedValidation: '内容不完整，请补全。',
  missing: '还没有填写或指定。',
  duplicate: '有重复，请只留一个。',
  order: '顺序不对，请按先后排列；要点按1、2、3编号。',
  shape: '时限的写法不对。',
  not_emergency: '只有“应急强化管控”阶段的措施才有这一项。',
  level: '没有哪个预警级别启动这一响应级别，请核对“级别”一表。',
  no_levels: '还没有写明哪些响应级别启用。',
  no_lines: '还没有清单要点，或某个级别一条也没有。',
  no_evidence: '没有写明要什么佐证。',
  never_on: '在措施启用的级别里一个也不启用，请调整级别。',
  slot_overlap: '同一替换组在同一级别有两条，请分开级别。',
  too_early: '提醒早于计时开始，请改晚。',
  one_way: '规则写法冲突，请合并。',
};

export const adviceFor = (code: string, rule: string): string => ADVICE[code] ?? `不符合要求：${rule}`;

/** What a question of the reader asks for. */
const QUESTIONS: Readonly<Record<QuestionReason, string>> = {
  missing: '没有写，请填写。',
  open_group: '“相关部门”一类的说法没有指明单位，请写明。',
  contradiction: '前后说法不一致，请以一处为准改正。',
  misprint: '疑似笔误，请核对。',
  ambiguous: '有歧义，请写明确。',
  outside_reference: '指向了文件以外的规定，请写明内容。',
  unreadable: '没能读懂，请核对。',
  truncated: '文字似乎不完整，请补全。',
  level: '不是本级单位，请改为本级承接单位。',
  duplicate: '有重复，请只留一个。',
};

export const adviceForQuestion = (reason: QuestionReason): string => QUESTIONS[reason];
