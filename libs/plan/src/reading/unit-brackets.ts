import type { Role } from './draft.js';
import { sliceOf, type Passage } from './passage-parts.js';
import { readUnits, type UnitRead } from './unit-names.js';

/** A bracket of a sentence that names units: 〔…牵头，…配合〕, （牵头单位：…，责任单位：…）. `from` and `to` include the signs. */
export interface UnitBracket {
  readonly from: number;
  readonly to: number;
}

/** Units as printed in one place, each with its role and the words it was read from. */
export interface NamedUnits {
  readonly text: Passage;
  readonly units: readonly UnitRead[];
}

/** "以下措施各镇（街）均为责任单位": said once, meant for every task below. */
export interface DefaultRule {
  readonly role: Role;
  readonly named: NamedUnits;
}

const OPENS = '（(〔[【［';
const CLOSES = '）)〕]】］';
const LONGEST_BRACKET = 600;

const ROLES: Readonly<Record<string, Role>> = {
  ...{ 牵头: 'lead', 主办: 'lead', 组织: 'lead' },
  ...{ 配合: 'support', 参加: 'support', 参与: 'support', 协办: 'support', 协助: 'support', 成员: 'support' },
  ...{ 责任: 'responsible', 负责: 'responsible', 落实: 'responsible', 实施: 'responsible', 承办: 'responsible' },
} as const;

const LABEL = new RegExp(`(?<role>${Object.keys(ROLES).join('|')})(?:单位|部门)\\s?[：:]`, 'g');
const LABEL_FIRST = new RegExp(`^${LABEL.source}`);
const ROLE_LAST = /(?:牵头(?:督导|实施)?|配合|负责|落实|协助|协办|参加|参与|组织实施)[。；]?$/;
/** A bracket without any role word counts only where every name states its level. */
const ONLY_NAMES =
  /^(?:[省市区县各][^，、；。：（）]{1,20}(?:局|委|办|厅|队|中心|政府|街道|乡镇|管委会|办事处)(?:[、，](?=.)|$))+$/;
const BELOW = '(?:以下|下列)(?:各项|所有|的)?(?:措施|任务|工作)';
const RULES: readonly RegExp[] = [
  new RegExp(`${BELOW}[，：]?(?<names>[^，。；]{2,60}?)(?:均|都)(?:为|是)(?<role>牵头|责任|配合)(?:单位|部门)`),
  new RegExp(`${BELOW}的?(?<role>牵头|责任|配合)(?:单位|部门)(?:均|都)(?:为|是)(?<names>[^，。；]{2,60})`),
  new RegExp(`${BELOW}(?:均|都)(?:需|由|须由|要由)(?<names>[^，。；]{2,60}?)(?:负责)?(?<role>牵头|配合|落实|负责)`),
];

/** The unit brackets of a text, outermost only, in printed order. 〔2021〕 and （含茶水炉） are none. */
export function unitBracketsIn(text: string): UnitBracket[] {
  const found: UnitBracket[] = [];
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (OPENS.includes(text[at]!)) open.push(at);
    if (!CLOSES.includes(text[at]!) || open.length === 0) continue;
    const from = open.pop()!;
    if (at - from > LONGEST_BRACKET || !namesUnits(text.slice(from + 1, at))) continue;
    while (found.length > 0 && found.at(-1)!.from > from) found.pop();
    found.push({ from, to: at + 1 });
  }
  return found;
}

function namesUnits(inside: string): boolean {
  if (LABEL_FIRST.test(inside)) return true;
  const words = inside.slice(0, ruleMatch(inside)?.index);
  const names = words.split(/[，；,;。]/);
  return ONLY_NAMES.test(words) || (ROLE_LAST.test(words) && names.some((part) => ROLE_LAST.test(part) && startsWithUnit(part)));
}

/** Sentences in brackets may end in a role word too (具体落实…负责): a name comes first, and it is no sentence. */
function startsWithUnit(part: string): boolean {
  return readUnits(part, 'responsible')[0]?.recognised ?? false;
}

/** Whether a line is one that names units (牵头单位：…). */
export const isUnitLine = (text: string): boolean => LABEL_FIRST.test(text);

/** The units of a bracket's inside or of a line with labels; without labels, each follows its role word. */
export function readNamedUnits(printed: Passage): NamedUnits {
  const rule = ruleMatch(printed.text);
  const text = withBreaksAsCuts(rule ? sliceOf(printed, 0, rule.index) : printed);
  const labels = [...text.text.matchAll(LABEL)];
  if (labels.length === 0) return { text, units: readUnits(text.text, 'responsible') };
  const units = labels.flatMap((label, index) => {
    const from = label.index + label[0].length;
    const names = text.text.slice(from, labels[index + 1]?.index ?? text.text.length);
    const read = readUnits(names, ROLES[label.groups!.role!]!);
    return read.map((unit) => ({ ...unit, from: unit.from + from, to: unit.to + from }));
  });
  return { text, units };
}

/** The rule for all tasks below, if the words state one. */
export function readDefaultRule(printed: Passage): DefaultRule | null {
  const match = ruleMatch(printed.text);
  if (!match) return null;
  const role = ROLES[match.groups!.role!]!;
  const from = match.index + match[0].indexOf(match.groups!.names!);
  const text = sliceOf(printed, from, from + match.groups!.names!.length);
  return { role, named: { text, units: readUnits(text.text, role) } };
}

function ruleMatch(text: string): RegExpExecArray | null {
  return RULES.map((rule) => rule.exec(text)).find((match) => match !== null) ?? null;
}

/**
 * Where a page ends between two names, the separator may be lost with it. A break before a name with its level is a cut;
 * what stands before it and is no unit was cut off (`lostAtBreak`).
 */
function withBreaksAsCuts(passage: Passage): Passage {
  const { text, places } = passage;
  const kept: string[] = [];
  const at: Passage['places'][number][] = [];
  for (let index = 0; index < text.length; index++) {
    const broken = index > 0 && places[index]!.line !== places[index - 1]!.line;
    if (broken && NAME_WITH_LEVEL.test(text.slice(index, index + 40)) && !/[、，；：]$/.test(text.slice(0, index))) {
      kept.push('、');
      at.push(places[index]!);
    }
    kept.push(text[index]!);
    at.push(places[index]!);
  }
  return { text: kept.join(''), places: at };
}

const NAME_WITH_LEVEL = /^(?:省|市(?!场|容)|区|县|各)[^，、；。：（）]{1,15}(?:局|委|办|厅|中心|政府)/;

/** Names that are no unit and stand last before the end of a page. */
export function lostAtBreak({ text, units }: NamedUnits): readonly UnitRead[] {
  return units.filter(({ recognised, to }) => {
    const next = text.places[to + 1];
    return !recognised && next !== undefined && next.line !== text.places[to - 1]!.line;
  });
}
