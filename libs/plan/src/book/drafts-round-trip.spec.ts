import { NO_ORIGINALS, originalPlan } from '../../../../test/harness/plan-expectations.js';
import { DEFAULT_CLOCKS, DEFAULT_LEVELS } from '../defaults.js';
import { askedBy, measuresOf } from '../drafting.js';
import { contentOf, decidedIn } from '../file/content-of-file.js';
import { openDocument } from '../opening/open-document.js';
import { ASSIGNMENT_ROLES, type Measure } from '../plan.js';
import type { NewQuestion } from '../question.js';
import { readPlan } from '../reading/index.js';
import { bookOf, fileOfPlan, planFileOf, wordOf, workbookOf } from './index.js';

const TABLE = [
  '东山区应急任务表',
  ['序号', '工作任务', '工作要求', '完成时限', '牵头单位', '责任单位'].join('\t'),
  ['1', '扬尘管控', '工地全部停工；2021年11月15日前完成排查。', '2021年11月底前', '', '住建局、相关部门'].join('\t'),
  ['1', '燃煤管控', '停用燃煤小锅炉，每周四下午（遇节假日为节假日前2天）报送。', '2021年3月底前', '工信局等', '各乡镇、涉农街道'].join('\t'),
].join('\n');
const DOCUMENTS: readonly (readonly [string, string | null])[] = [
  ['a small table', TABLE],
  ...['000_fde380b46a8832e4.txt', '001_44e846a970a80af0.txt', '002_a951d0e5197a0480.txt', '003_521cedc7f090b8a7.txt', '004_c8d3032b5a87368d.txt'].map((name) => [name, originalPlan(name)] as const),
];

/** A draft nobody has answered yet: nothing in it is known to the directory. */
function written(text: string): { measures: Measure[]; asked: NewQuestion[]; file: ReturnType<typeof fileOfPlan> } {
  const draft = readPlan(text);
  const [measures, asked] = [measuresOf(draft), askedBy(draft)];
  const { title, issuer, number, issuedOn } = draft.document;
  const kept = { title: title ?? '无标题', issuer, number, issuedOn, season: draft.season, published: false, content: { levels: DEFAULT_LEVELS, clocks: DEFAULT_CLOCKS, measures } };
  return { measures, asked, file: fileOfPlan(kept, asked.map((question, at) => ({ ...question, n: at + 1 })), { units: new Map(), groups: [] }) };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, one: unknown) => one ?? undefined));
const said = ({ assignments, source: _, ...rest }: Measure) => plain({ ...rest, units: ASSIGNMENT_ROLES.map((role) => assignments.filter((entry) => entry.role === role).map(({ raw }) => raw)) });
/** A phase that is not stated becomes a question of its own; it is counted elsewhere. */
const questions = (asked: readonly NewQuestion[]) => asked.filter(({ field }) => field !== 'phase').map((question) => JSON.stringify(question)).toSorted();

for (const [name, text] of DOCUMENTS) {
  if (text === null) it.skip(`${name}: ${NO_ORIGINALS}`, () => undefined);
  else
    it.each([['xlsx', workbookOf], ['docx', wordOf]] as const)(`the draft of ${name}, written as %s before anybody answered, is read back with every question`, async (_, write) => {
      const { measures, asked, file } = written(text);
      const back = planFileOf(await openDocument(write(bookOf(file))))!;
      expect(contentOf(back).measures.map(said)).toEqual(measures.map(said));
      const known = new Set(measures.map(({ no }) => no));
      expect(questions(decidedIn(back))).toEqual(questions(asked.map((question) => (known.has(question.measureNo ?? '') ? question : { ...question, measureNo: null }))));
      expect(asked.length).toBeGreaterThan(0);
    });
}
