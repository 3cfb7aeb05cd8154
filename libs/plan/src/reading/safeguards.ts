import type { Role } from './draft.js';
import type { Passage } from './passage-parts.js';
import { levelPrefixOf } from './unit-level.js';
import type { NamedUnits } from './unit-brackets.js';
import type { UnitRead } from './unit-names.js';

const NAME =
  '(?:各级各?(?:部门|有关部门)?|(?:有关|相关)(?:部门|单位)|各(?:县区?|区县?|市|镇街?|乡镇?街?|街道|村|社区|园区)(?:[（(][^（）()]{1,8}[）)])?|(?:各|省|市|区|县|旗)[^，。；：、]{0,40}?' +
  '(?:局|委|办|厅|办公室|部门|单位|指挥部|领导小组|领导组|督查室|专班|工作组|政府|管委会|街道办事处|乡镇街?|（街）|（市、区）|（街道）|开发区))';
const NEXT_NAME = `(?:${NAME}|[^，。；：、]{0,12}(?:开发区|园区|管委会))`;
/** Persons who answer for a body: the body is the doer. */
const PERSONS = '(?:党政|政府)?(?:主要领导|分管领导|主要负责人|负责人|主要负责同志)(?:(?:和|及|、)(?:主要领导|分管领导|分管负责人))?';
const ACTS =
  '(?:每[日周月季年]|定期|根据|按照?|于|将|要|应|须|负责|建立|组织|制定|对|把|持续|充分|严格|加强|做好|落实|牵头|会同|开展)';
const CLAUSE = new RegExp(`(?<=^|[，。；：])(?<names>${NAME}(?:、${NEXT_NAME})*)(?:${PERSONS})?(?=也?${ACTS})`, 'g');

/** Bodies that a sentence names but does not settle. */
const OPEN = /相关|有关|^各级|^各(?:单位|部门)$/;

/**
 * 谁来做: the bodies that the clauses of a text tell to act (各单位要…, 区…指挥部将…), each once. Where no clause has
 * such a subject, nobody is named.
 */
export function doersIn(sentence: Passage, role: Role): NamedUnits {
  const units: UnitRead[] = [];
  for (const { groups, index } of sentence.text.matchAll(CLAUSE)) {
    let from = index;
    for (const raw of namesIn(groups!.names!)) {
      const to = from + raw.length;
      if (!units.some(({ unit }) => unit.name === raw)) units.push(unitRead(raw, role, from, to));
      from = to + 1;
    }
  }
  return { text: sentence, units };
}

function unitRead(raw: string, role: Role, from: number, to: number): UnitRead {
  const group = raw.includes('各') || OPEN.test(raw);
  return {
    unit: { raw, name: raw, ...(group && { group: true as const }), ...(OPEN.test(raw) && { open: true as const }) },
    role,
    from,
    to,
    recognised: group || levelPrefixOf(raw) !== null || /(?:区|会)$/.test(raw),
  };
}

/** The names of a list; 、 inside brackets divides nothing (各县（市、区））. */
function namesIn(list: string): string[] {
  return list.split(/、(?![^（）]{0,10}）)/);
}
