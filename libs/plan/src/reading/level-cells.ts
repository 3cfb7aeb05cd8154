import { sentenceOf, type Passage } from './passage.js';
import { levelsNamedIn, levelsOfCell, pointsAtLevels, RESPONSE_LEVELS, type ResponseLevel } from './response-levels.js';
import type { AlignedRow } from './table-alignment.js';
import { passageOfCell } from './table-cells.js';

/** What a row demands at which levels; `requirement` is null where the row's own requirement is meant (a √). */
export interface LevelDemand {
  readonly requirement: Passage | null;
  readonly levels: ResponseLevel[] | null;
}

export interface LevelsRead {
  readonly demands: readonly LevelDemand[];
  /** Words under a level that are neither a mark nor a measure, or no level at all; '' where no level is marked. */
  readonly unread: string | null;
}

const ON = /^(?:[√✓✔☑●■▲★◆]|是|执行|启动|实施)$/;
const OFF = /^(?:[/／—－×✗✘☐□-]*|否|无|不执行|不启动)$/;
const UPON = /(?:在|除)[^，。；]{0,12}(?:Ⅲ|Ⅱ|III|II|[二三23])级[^，。；]{0,12}(?:基础上|外)|(?:在|除)[^，。；]{0,12}(?:黄色|橙色)[^，。；]{0,12}(?:基础上|外)/g;

/**
 * The demands of a row by response level; a row without any level column has one demand without levels. An empty cell of
 * the one column that names levels is merged with the one above it.
 */
export function readLevelCells(row: AlignedRow, levelsAbove: Passage): LevelsRead {
  if (row.columns.has('levels')) return readLevelsColumn(row, levelsAbove);
  const columns = [...row.columns].filter((kind) => RESPONSE_LEVELS.includes(kind as ResponseLevel)) as ResponseLevel[];
  if (columns.length === 0) return { demands: [{ requirement: null, levels: null }], unread: null };
  const cells = columns.map((level) => ({ level, text: cellAt(row, level) }));
  const signs = cells.filter(({ text }) => text.text.length === 1 && !ON.test(text.text) && !OFF.test(text.text));
  const marked = cells.filter(({ text }) => ON.test(text.text)).map(({ level }) => level);
  const worded = cells.filter((cell) => !ON.test(cell.text.text) && !OFF.test(cell.text.text) && !signs.includes(cell));
  const demands: LevelDemand[] = [...(marked.length > 0 ? [{ requirement: null, levels: marked }] : []), ...wordedDemands(worded)];
  if (demands.length > 0) return { demands, unread: signs[0]?.text.text ?? null };
  return { demands: [{ requirement: null, levels: null }], unread: signs[0]?.text.text ?? '' };
}

function readLevelsColumn(row: AlignedRow, { text: above }: Passage): LevelsRead {
  const text = cellAt(row, 'levels').text || above;
  const levels = levelsOfCell(text);
  return { demands: [{ requirement: null, levels }], unread: levels ? null : text };
}

interface LevelCell {
  readonly level: ResponseLevel;
  readonly text: Passage;
}

/**
 * One demand for each wording. "同Ⅲ级" shares the demands of that level, "同左" those of the cell before; "在Ⅲ级措施基础上…"
 * adds to them, so what is demanded there goes on at this level.
 */
function wordedDemands(cells: readonly LevelCell[]): LevelDemand[] {
  const demands: { requirement: Passage; levels: Set<ResponseLevel> }[] = [];
  const refers = cells.map((cell, index) => ({ level: cell.level, to: levelsReferredTo(cell, cells[index - 1]) }));
  cells.forEach(({ level, text }, index) => {
    const known = demands.find(({ requirement }) => requirement.text === text.text);
    if (known) known.levels.add(level);
    else if (!pointsAtLevels(text.text) || refers[index]!.to.length === 0) demands.push({ requirement: text, levels: new Set([level]) });
  });
  // A level may refer to one that refers on; with three levels, two rounds reach everything.
  for (const { level, to } of [...refers, ...refers]) {
    for (const { levels } of demands.filter((demand) => to.some((other) => demand.levels.has(other)))) levels.add(level);
  }
  return demands.map(({ requirement, levels }) => ({ requirement, levels: RESPONSE_LEVELS.filter((level) => levels.has(level)) }));
}

function levelsReferredTo({ level, text }: LevelCell, before: LevelCell | undefined): ResponseLevel[] {
  const { text: words } = text;
  if (pointsAtLevels(words)) return words.includes('左') && before ? [before.level] : levelsNamedIn(words).filter((other) => other !== level);
  return [...words.slice(0, LONGEST_LOOK).matchAll(UPON)].flatMap(([part]) => levelsNamedIn(part)).filter((other) => other !== level);
}

/** Whether the table speaks of response levels at all. */
export const isByLevel = ({ columns }: AlignedRow): boolean => columns.has('levels') || RESPONSE_LEVELS.some((level) => columns.has(level));

const LONGEST_LOOK = 2_000;

function cellAt(row: AlignedRow, kind: ResponseLevel | 'levels'): Passage {
  const cell = row.at.get(kind);
  return cell ? sentenceOf(passageOfCell(cell)) : { text: '', places: [] };
}
