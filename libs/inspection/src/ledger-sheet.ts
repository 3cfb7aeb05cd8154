import type { Column } from '#platform';
import type { ProblemState } from './problem.js';
import type { ViolationView } from './queries/violation-view.js';
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

/** 问题台账, column by column. */
export const LEDGER_SHEET: readonly Column<ViolationView>[] = [
  { title: '编号', of: (row) => row.id },
  { title: '发现时间', of: (row) => row.foundAt },
  { title: '单位', of: (row) => row.unitName },
  { title: '所属镇街', of: (row) => row.parentName },
  { title: '情形', of: (row) => CATEGORY_WORDS[row.category] },
  { title: '演练', of: (row) => (row.exercise ? '演练' : '') },
  { title: '措施编号', of: (row) => row.measureNo },
  { title: '违反措施', of: (row) => row.measureTitle },
  { title: '地点', of: (row) => row.place },
  { title: '情况说明', of: (row) => row.description },
  { title: '照片数', of: (row) => row.photos.length },
  { title: '登记人', of: (row) => row.loggedByName },
  { title: '登记时间', of: (row) => row.loggedAt },
  { title: '环节', of: (row) => STATE_WORDS[row.state] },
  { title: '整改单位', of: (row) => row.assignedUnitName },
  { title: '整改时限', of: (row) => row.rectifyBy },
];
