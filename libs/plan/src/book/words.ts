import type { UNIT_ATTRIBUTES, UNIT_KINDS } from '#directory';
import type { CascadeMark, EvidenceKind, LadderStep, ResponseLevel, WarningLevel } from '../plan.js';
import type { QuestionField, QuestionReason } from '../question.js';
import type { Operator, Phase } from '../reading/draft.js';

/** The words of people for the codes of the plan, one for one, so that a cell in words reads back without loss. */
export interface Terms<Code extends string> {
  readonly word: (code: Code) => string;
  /** Undefined where the word is none of them; blanks around it do not count. */
  readonly code: (word: string) => Code | undefined;
  readonly words: readonly string[];
}

function terms<Code extends string>(words: Readonly<Record<Code, string>>, other: Readonly<Record<string, Code>> = {}): Terms<Code> {
  const codes = new Map<string, Code>(Object.entries(other));
  for (const [code, word] of Object.entries<string>(words)) codes.set(word, code as Code);
  return { word: (code) => words[code], code: (word) => codes.get(word.trim()), words: Object.values<string>(words) };
}

export const PHASE_TERMS = terms<Phase>({
  remediation: '整治攻坚', key_period: '重点管控时段', emergency: '应急强化管控', capability: '保障能力', safeguard: '保障措施', long_term: '长期',
});
export const WARNING_TERMS = terms<WarningLevel>({ yellow: '黄色', orange: '橙色', red: '红色' });
export const LEVEL_TERMS = terms<ResponseLevel>(
  { III: 'Ⅲ级', II: 'Ⅱ级', I: 'Ⅰ级' },
  { III级: 'III', II级: 'II', I级: 'I', Ⅲ: 'III', Ⅱ: 'II', Ⅰ: 'I', III: 'III', II: 'II', I: 'I' },
);
export const OPERATOR_TERMS = terms<Operator>({ '<': '低于', '<=': '不高于', '=': '等于', '>=': '不低于', '>': '高于' });
export const CASCADE_TERMS = terms<CascadeMark>({ local: '本地增加', contributes: '配合上级任务' });
export const EVIDENCE_TERMS = terms<EvidenceKind>({ photo: '照片', location: '位置', count: '数量', document: '文件' });
export const RUNG_TERMS = terms<LadderStep['ring']>({ duty: '值班人员', head: '单位负责人', lead: '牵头单位', commander: '指挥长' });
export const CLOCK_TERMS = terms<'acknowledge' | 'confirm' | 'standDown'>({ acknowledge: '签收', confirm: '落实反馈', standDown: '解除反馈' });
export const KIND_TERMS = terms<(typeof UNIT_KINDS)[number]>({
  command_office: '指挥部办公室', government: '政府', bureau: '区直部门', city_bureau: '市直部门', police_branch: '公安分局', township: '乡镇',
  subdistrict: '街道', zone: '园区', institution: '事业单位及国企', enterprise: '企业',
});
export const ATTRIBUTE_TERMS = terms<(typeof UNIT_ATTRIBUTES)[number]>({
  farmland: '有农田', urban: '建成区', whitelist: '保障类', voluntary: '自主减排', uninterruptible: '不可中断工序', key_source: '重点源',
});
export const FIELD_TERMS = terms<QuestionField>({
  lead: '牵头单位', responsible: '责任单位', support: '配合单位', deadline: '时限', phase: '阶段', requirement: '要求', no: '序号', row: '表格行',
  column: '表格列', document: '全文', levels: '响应级别', lines: '清单要点',
});
export const REASON_TERMS = terms<QuestionReason>({
  missing: '没有写', open_group: '没有指明哪些单位', contradiction: '前后矛盾', misprint: '疑似笔误', ambiguous: '有歧义', outside_reference: '指向文件以外',
  unreadable: '没读懂', truncated: '似乎不完整', level: '不是本级单位', duplicate: '重复', unknown_unit: '通讯录里没有', no_lines: '还没写要点', no_levels: '还没写级别',
});
