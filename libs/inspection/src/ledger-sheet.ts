import { plainCell, textCell, timeCell, wordCell, type Column } from '#platform';
import type { ProblemState } from './problem.js';
import type { ViolationCategory } from './violation.js';

/** The ledger leaves as a Chinese document, whatever language the console shows; the words are those of the console. */
export const STATE_WORDS: Readonly<Record<ProblemState, string>> = {
  logged: '待交办',
  assigned: '整改中',
  rectified: '待回头看',
  rechecked: '待销号',
  reopened: '重新整改',
  closed: '已销号',
};
export const CATEGORY_WORDS: Readonly<Record<ViolationCategory, string>> = {
  not_stopped: '应停产未停产',
  not_limited: '应限产未限产',
  early_restart: '提前复产',
  treatment_off: '治污设施未运行',
  over_limit: '超标排放',
  fake_data: '数据造假',
  ledger_missing: '台账缺失',
  vehicle: '违规车辆',
  machinery: '非道路机械',
  earthworks: '土石方作业',
  bare_soil: '裸土未覆盖',
  road_dust: '道路扬尘',
  open_burning: '露天焚烧',
  fireworks: '燃放烟花爆竹',
  loose_coal: '散煤燃烧',
  access_refused: '拒绝检查',
  other: '其他',
};

/** 问题台账, column by column; a `row` is what the ledger itself shows. */
export const LEDGER_SHEET: readonly Column[] = [
  { title: '编号', cell: plainCell('row.id') },
  { title: '发现时间', cell: timeCell('row."foundAt"') },
  { title: '单位', cell: textCell('row."unitName"') },
  { title: '所属镇街', cell: textCell('row."parentName"') },
  { title: '情形', cell: wordCell('row.category', CATEGORY_WORDS) },
  { title: '演练', cell: wordCell('row.exercise::text', { true: '演练' }) },
  { title: '措施编号', cell: textCell('row."measureNo"') },
  { title: '违反措施', cell: textCell('row."measureTitle"') },
  { title: '地点', cell: textCell('row.place') },
  { title: '情况说明', cell: textCell('row.description') },
  { title: '照片数', cell: plainCell('cardinality(row.photos)') },
  { title: '登记人', cell: textCell('row."loggedByName"') },
  { title: '登记时间', cell: timeCell('row."loggedAt"') },
  { title: '环节', cell: wordCell('row.state', STATE_WORDS) },
  { title: '整改单位', cell: textCell('row."assignedUnitName"') },
  { title: '整改时限', cell: timeCell('row."rectifyBy"') },
];
