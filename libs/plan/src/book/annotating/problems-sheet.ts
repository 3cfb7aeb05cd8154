import { PROBLEMS_MARK } from '../../opening/workbook.js';
import { XML_HEAD, xmlText } from '../xml-text.js';

/** 问题清单: a line for each problem, with its place. */
export interface Problem {
  readonly sheet: string;
  /** Empty where the document as a whole is meant. */
  readonly place: string;
  readonly text: string;
}

/** Its first words tell it from a sheet of the plan, so that it is not read when the workbook comes again. */
const FIRST = `${PROBLEMS_MARK}：所列单元格已标黄并加批注；改好后可直接重新导入，本表不读入。`;

export function problemsSheet(problems: readonly Problem[]): string {
  const cell = (words: string, at: string) => `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xmlText(words)}</t></is></c>`;
  const row = (words: readonly string[], n: number) => `<row r="${n}">${words.map((word, at) => cell(word, `${'ABCD'[at]}${n}`)).join('')}</row>`;
  const rows = [[FIRST], ['序号', '工作表', '位置', '问题与处理办法'], ...problems.map(({ sheet, place, text }, at) => [String(at + 1), sheet, place || '全文', text])];
  return `${XML_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols><col min="1" max="1" width="8" customWidth="1"/><col min="2" max="2" width="20" customWidth="1"/><col min="3" max="3" width="10" customWidth="1"/><col min="4" max="4" width="100" customWidth="1"/></cols>` +
    `<sheetData>${rows.map((words, at) => row(words, at + 1)).join('')}</sheetData></worksheet>`;
}
