import type { DraftUnit, Role } from './draft.js';
import { levelPrefixOf } from './unit-level.js';
import { splitNames } from './unit-pieces.js';

/** A unit read from a cell, with the stretch of the cell's text it was printed in. */
export interface UnitRead {
  unit: DraftUnit;
  role: Role;
  from: number;
  to: number;
  /** False where the words do not look like the name of a unit; they are kept all the same. */
  recognised: boolean;
}

const ROLE_WORDS =
  /(?:按照?(?:各自)?职责(?:分工)?)?(?:(?<lead>牵头(?:并)?(?:负责|督导|实施)?(?:落实)?)|(?<responsible>负责落实|组织实施|落实|负责)|(?<support>配合|协助|协办|参加|参与))$/;

const UNIT_FORM =
  /^[^：:]*(?:局|委|办|部|室|队|站|台|所|院|校|厅|处|中心|公司|集团|政府|街道?|[街道区市]）|开发区|园区|景区|专班|镇|乡|村|社区|单位|部门|企业|管委会|办事处|委员会|指挥部|组)(?:（[^（）]{1,20}）)?$/;

/** An office named without its level: 市场监管局 after 区应急管理局. */
const BARE_OFFICE = /^(?!各|全|国|中国|省)(?:市[场政容])?[^省市区县镇乡]{1,12}(?:局|委|办|队|中心)$/;

/**
 * Reads one unit cell (责任单位 and the like). Units take the role of the column unless a role word follows them:
 * "各乡镇街配合" supports, whatever the column. In a bracket with a role word the names stand apart from those outside.
 */
export function readUnits(cell: string, columnRole: Role): UnitRead[] {
  const read: UnitRead[] = [];
  let level: string | null = null;
  for (const pieces of splitNames(cell)) {
    let waiting = read.length;
    for (const piece of pieces) {
      const words = ROLE_WORDS.exec(piece.text);
      const printed = words ? piece.text.slice(0, words.index) : piece.text;
      if (read.length > waiting && /^等/.test(printed)) read.at(-1)!.unit.open = true;
      else if (printed !== '') {
        const unit = unitOf(piece.text, printed, level);
        level = levelPrefixOf(unit.name) ?? level;
        read.push({ unit, role: columnRole, from: piece.from, to: piece.to, recognised: UNIT_FORM.test(unit.name) });
      }
      if (!words) continue;
      for (; waiting < read.length; waiting++) read[waiting]!.role = roleOf(words);
    }
  }
  return read;
}

function roleOf(words: RegExpExecArray): Role {
  if (words.groups?.lead) return 'lead';
  return words.groups?.support ? 'support' : 'responsible';
}

function unitOf(raw: string, printed: string, level: string | null): DraftUnit {
  const goesOn = /(?<=.)等(?:相关|有关)?(?:部门|单位)?$/.exec(printed);
  const bare = goesOn ? printed.slice(0, goesOn.index) : printed;
  const unsettled = /(?:相关|有关)/.test(bare);
  const group = bare.startsWith('各') || /各(?:成员)?单位$/.test(bare) || unsettled;
  return {
    raw,
    name: level && levelPrefixOf(bare) === null && BARE_OFFICE.test(bare) ? level + bare : bare,
    ...(group && { group: true as const }),
    ...((unsettled || goesOn) && { open: true as const }),
  };
}
