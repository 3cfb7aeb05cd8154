import { unprinted, unprintedList } from './cell-text.js';
import type { CellFault } from './faults.js';
import type { FoundRow, FoundTable } from './table.js';
import type { Terms } from './words.js';

/** Reads the cells of one row. A cell that is none of what it may be is told as a fault and read as nothing. */
export class RowReader {
  readonly line: number;

  constructor(
    private readonly table: FoundTable,
    private readonly row: FoundRow,
    private readonly faults: CellFault[],
  ) {
    this.line = row.line;
  }

  /** As it stands in the cell, trimmed. */
  cell(key: string): string {
    return (this.row.cells[key] ?? '').trim();
  }

  text(key: string): string | undefined {
    return this.cell(key) === '' ? undefined : unprinted(this.cell(key));
  }

  list(key: string): string[] {
    return unprintedList(this.cell(key));
  }

  term<Code extends string>(key: string, terms: Terms<Code>): Code | undefined {
    const cell = this.cell(key);
    return cell === '' ? undefined : this.coded(key, cell, terms);
  }

  terms<Code extends string>(key: string, terms: Terms<Code>): Code[] {
    const words = this.cell(key).split(/[、，,；;\v\n]/).filter((word) => word.trim() !== '');
    return words.flatMap((word) => this.coded(key, word, terms) ?? []);
  }

  private coded<Code extends string>(key: string, word: string, terms: Terms<Code>): Code | undefined {
    const code = terms.code(word);
    if (code === undefined) this.fault(key, 'isIn', `${word} is not one of ${terms.words.join('、')}.`, `“${word}”不是可用的词，应为：${terms.words.join('、')}。`);
    return code;
  }

  count(key: string): number | undefined {
    const cell = this.cell(key).replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/(?<=\d),(?=\d{3})/g, '');
    if (cell === '') return undefined;
    if (/^-?\d{1,12}$/.test(cell)) return Number(cell);
    this.fault(key, 'isInt', 'it has to be a whole number.', '应填整数。');
    return undefined;
  }

  decimal(key: string): number | undefined {
    const cell = this.cell(key);
    if (cell === '') return undefined;
    const value = /^[-+]?\d/.test(cell) ? Number(cell) : Number.NaN;
    if (Number.isFinite(value)) return value;
    this.fault(key, 'isNumber', 'it has to be a number.', '应填数字。');
    return undefined;
  }

  /** 2021年10月1日, 2021-10-01, 2021/10/1; as an ISO day. Whether the day exists is asked later. */
  day(key: string): string | undefined {
    const cell = this.cell(key);
    if (cell === '') return undefined;
    const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell) ?? [];
    if (year) return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
    this.fault(key, 'matches', 'it has to be a day such as 2021年10月1日.', '应填日期，例如：2021年10月1日。');
    return undefined;
  }

  json(key: string): unknown {
    try {
      return JSON.parse(this.text(key) ?? 'null') ?? undefined;
    } catch {
      this.fault(key, 'unreadable', 'the exact value was changed; delete this row, and the words of the cell count.', '机读原值已被改动，请删去此行，以任务分解表中的文字为准。');
      return undefined;
    }
  }

  fault(key: string | null, code: string, rule: string, advice: string): void {
    const head = key === null ? undefined : this.table.kind.heads.find((one) => one.key === key)?.words;
    this.faults.push({ table: this.table.kind.name, line: this.line, head: head ?? null, column: (key !== null && this.table.columns[key]) || null, code, rule, advice });
  }
}
