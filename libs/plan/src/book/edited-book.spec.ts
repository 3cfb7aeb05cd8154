import exceljs, { type Workbook, type Worksheet } from 'exceljs';
import { checkedPlanFile } from '../file/read-plan-file.js';
import { openDocument } from '../opening/open-document.js';
import { readSource } from '../reading-source.js';
import { annotated, bookOf, notesOf, planFileOf, PlanBookRefused, workbookOf } from './index.js';

const unit = (name: string) => [name];
const FILE = checkedPlanFile({
  format: 'qingkong.plan/1',
  title: '东山区应急预案',
  measures: [
    { no: '007', phase: 'remediation', path: ['一、工业', '（一）炉窑'], title: '炉窑改造', requirement: '改造到位。\n逐台核对。', deadline: { kind: 'by_date', date: '2023-06-30' }, lead: unit('区工信局'), responsible: ['各乡镇街', '区住建局'] },
    {
      no: '1.10', phase: 'emergency', path: [], title: '停产', requirement: '停止装卸。', deadline: { kind: 'from_event', event: '办法', offsetDays: 3, text: '按办法执行' }, responsible: unit('区住建局'), levels: ['II', 'I'],
      lines: [{ no: 1, text: '装卸已停', evidence: ['photo', 'count'] }],
      decided: [{ field: 'lead', reason: 'missing', raw: '', note: '由责任单位自行落实' }, { field: 'deadline', reason: 'ambiguous' }],
    },
  ],
}).file;

/** The exported workbook after somebody worked in it. */
async function edited(change: (sheet: (name: string) => Worksheet, workbook: Workbook) => void): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(workbookOf(bookOf(FILE)).buffer as ArrayBuffer);
  change((name) => workbook.getWorksheet(name)!, workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
const readBack = async (change: Parameters<typeof edited>[0]) => planFileOf(await openDocument(await edited(change)))!;
const refused = async (change: Parameters<typeof edited>[0]): Promise<string[]> => {
  const problem = await readBack(change).catch((error: unknown) => error);
  if (!(problem instanceof PlanBookRefused)) throw new Error('It was read.');
  return problem.faults.map(({ message }) => message);
};
/** The cell of a column by its heading; the first row of measures is row 3. */
const cell = (sheet: Worksheet, row: number, head: string) => {
  for (let column = 1; column <= sheet.columnCount; column++) if (sheet.getRow(2).getCell(column).value === head) return sheet.getRow(row).getCell(column);
  throw new Error(head);
};

describe('an exported plan that was edited', () => {
  it('gives what its cells say now', async () => {
    const { measures, levels } = await readBack((sheet) => {
      const tasks = sheet('任务分解表');
      cell(tasks, 3, '时限').value = '每周四前';
      cell(tasks, 3, '响应级别').value = '';
      cell(tasks, 3, '责任单位').value = '各乡镇街\n区城管局';
      cell(tasks, 4, '时限').value = new Date('2024-02-29T00:00:00Z');
      cell(tasks, 4, '时限').style = { numFmt: 'yyyy/m/d' };
      cell(tasks, 4, '反馈时限（分钟）').value = 90;
      sheet('级别').addRow(['红色', 'I级']);
    });
    expect(measures[0]).toMatchObject({ no: '007', deadline: { kind: 'recurring', recurrence: { freq: 'weekly', byDay: 'TH' }, text: '每周四前' }, responsible: ['各乡镇街', '区城管局'] });
    expect(measures[1]).toMatchObject({ no: '1.10', deadline: { kind: 'by_date', date: '2024-02-29' }, confirmWithinMinutes: 90 });
    expect(levels).toEqual([{ warning: 'red', response: 'I' }]);
  });

  it('keeps the exact value only beside the words it was written for', async () => {
    expect((await readBack(() => undefined)).measures[1]!.deadline).toEqual({ kind: 'from_event', event: '办法', offsetDays: 3, text: '按办法执行' });
    expect(await refused((sheet) => (cell(sheet('任务分解表'), 4, '时限').value = '按另一办法执行'))).toEqual([expect.stringMatching(/^任务分解表, row 4, column 时限: 按另一办法执行 is not one certain time/)]);
  });

  it('may have its columns in another order, and rows moved, inserted or left blank', async () => {
    const back = await readBack((sheet) => {
      const tasks = sheet('任务分解表');
      tasks.spliceRows(4, 0, [], []);
      tasks.spliceRows(4, 1, ['8', '长期', '', '', '巡查', '每天巡查。', '长期坚持', '', '区城管局']);
      const lines = sheet('清单要点');
      for (let row = 2; row <= 3; row++) {
        const [a, b] = [lines.getRow(row).getCell(1).value, lines.getRow(row).getCell(3).value];
        lines.getRow(row).getCell(1).value = b;
        lines.getRow(row).getCell(3).value = a;
      }
    });
    expect(back.measures.map(({ no }) => no)).toEqual(['007', '8', '1.10']);
    expect(back.measures[1]).toMatchObject({ phase: 'long_term', title: '巡查', responsible: ['区城管局'], deadline: { kind: 'long_term' } });
    expect(back.measures[2]!.lines).toMatchObject([{ no: 1, text: '装卸已停', evidence: ['photo', 'count'] }]);
  });

  it.each<[string, Parameters<typeof edited>[0], string[]]>([
    ['a word that is no phase', (sheet) => (cell(sheet('任务分解表'), 3, '阶段').value = '整治'), ['任务分解表, row 3, column 阶段: 整治 is not one of 整治攻坚、重点管控时段、应急强化管控、保障能力、保障措施、长期.']],
    ['a number that is none', (sheet) => (cell(sheet('任务分解表'), 4, '反馈时限（分钟）').value = '一天'), ['任务分解表, row 4, column 反馈时限（分钟）: it has to be a whole number.']],
    ['a number that stands twice', (sheet) => (cell(sheet('任务分解表'), 4, '序号').value = '007'), ['任务分解表, row 4, column 序号: the number stands twice.', '清单要点, row 3, column 任务序号: no measure has this number.', '待定问题与答复, row 3, column 任务序号: no measure has this number.', '待定问题与答复, row 4, column 任务序号: no measure has this number.']],
    ['an empty requirement', (sheet) => (cell(sheet('任务分解表'), 3, '要求').value = null), [expect.stringMatching(/^任务分解表, row 3, column 要求: .*must be a string/) as never, expect.stringMatching(/^任务分解表, row 3, column 要求: .*longer than/) as never]],
    ['two deadlines in one cell', (sheet) => (cell(sheet('任务分解表'), 3, '时限').value = '2023年6月30日前，2023年9月30日前'), [expect.stringMatching(/^任务分解表, row 3, column 时限: .* is not one certain time/) as never]],
    ['evidence nobody knows', (sheet) => (cell(sheet('清单要点'), 3, '佐证').value = '照片、录像'), ['清单要点, row 3, column 佐证: 录像 is not one of 照片、位置、数量、文件.']],
    ['a line of no measure', (sheet) => (cell(sheet('清单要点'), 3, '任务序号').value = '99'), ['清单要点, row 3, column 任务序号: no measure has this number.']],
    ['a level on a measure that is not of the emergency phase', (sheet) => (cell(sheet('任务分解表'), 3, '响应级别').value = 'Ⅰ级'), ['任务分解表, row 3, column 响应级别: levels: only measures of the emergency phase have it.']],
    ['a column of somebody’s own', (sheet) => (sheet('任务分解表').getRow(3).getCell(20).value = '请加快'), ['任务分解表, row 3, column 第13列: the column is not known, so what stands in it would be lost.']],
    ['a column taken out', (sheet) => [2, 3, 4].forEach((row) => (sheet('任务分解表').getRow(row).getCell(2).value = null)), [expect.stringMatching(/^任务分解表, row 2, column 阶段: the column is missing/) as never, expect.stringMatching(/row 3, column 阶段/) as never, expect.stringMatching(/row 4, column 阶段/) as never]],
    ['words beside the tables', (_, workbook) => workbook.addWorksheet('说明').addRow(['请各单位核对']), ['表外文字, row 1: “请各单位核对” belongs to no table, so it would be lost. Move it into a table or delete it.']],
    ['a sheet that was hidden', (sheet) => (sheet('清单要点').state = 'hidden'), [expect.stringMatching(/隐藏的工作表未读入：清单要点/) as never]],
    ['a sheet taken out', (_, workbook) => workbook.removeWorksheet('任务分解表'), [expect.stringMatching(/measures must contain at least 1/) as never, expect.stringMatching(/^待定/) as never, expect.stringMatching(/^待定/) as never, expect.stringMatching(/^清单/) as never]],
  ])('names %s at its sheet, row and column', async (_, change, told) => {
    expect((await refused(change)).toSorted()).toEqual(told.toSorted());
  });

  it('comes back with its faults at their cells, and can be imported once they are put right', async () => {
    const bytes = await edited((sheet) => {
      cell(sheet('任务分解表'), 3, '阶段').value = '整治';
      cell(sheet('清单要点'), 3, '佐证').value = '录像';
    });
    const opened = await openDocument(bytes);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load((await annotated(bytes, notesOf(opened))).buffer as ArrayBuffer);
    const tasks = workbook.getWorksheet('任务分解表')!;
    expect(JSON.stringify(tasks.getCell('B3').note)).toContain('阶段：“整治”不是可用的词，应为：整治攻坚');
    tasks.getCell('B3').value = '整治攻坚';
    workbook.getWorksheet('清单要点')!.getCell('E3').value = '照片';
    expect(planFileOf(await openDocument(new Uint8Array(await workbook.xlsx.writeBuffer())))!.measures[0]).toMatchObject({ phase: 'remediation' });
  });

  it('is imported as the plan it is, open questions still open', async () => {
    const { text } = await openDocument(await edited(() => undefined));
    const { title, content, asked } = readSource({ sourceName: 'x.xlsx', format: 'text', text });
    expect([title, content.measures.length]).toEqual(['东山区应急预案', 2]);
    expect(asked).toMatchObject([{ measureNo: '1.10', field: 'lead', raw: '', answer: { how: 'decided' } }, { field: 'deadline', answer: null, note: null }]);
  });
});
