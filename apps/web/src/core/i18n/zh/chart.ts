/** Words of what is drawn, on the desk and on the wall. */
export default {
  progress: '进度曲线',
  delays: '送达用时',
  punctuality: '各单位及时率',
  map: '一张图',
  curve: { acknowledged: '签收', answered: '落实', accepted: '审核通过', stoodDown: '解除反馈' },
  delay: { under_10s: '10秒内', under_1m: '1分内', under_5m: '5分内', under_30m: '30分内', over_30m: '超30分', waiting: '待发', failed: '未送达' },
  timing: { answered: '已反馈', on_time: '及时', late: '逾期', waiting: '未到时限' },
  units: '单位',
  worst: '逾期最多的 {n} 家，共 {all} 家',
  place: { overdue: '逾期', unacknowledged: '未签收', working: '办理中', done: '已办结', off: '已解除或免除' },
  finding: '问题',
  noMap: '没有本辖区的轮廓图',
  noMapHint: '系统管理员可把 GeoJSON 文件放进地图文件夹，重启后生效。',
  placed: '单位 {units} 家，{unitsPlaced} 家有位置；问题 {findings} 起，{findingsPlaced} 起有位置',
  rate: '及时率 {n}%',
};
