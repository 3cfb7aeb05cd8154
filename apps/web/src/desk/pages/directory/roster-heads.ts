/** Headings by which the server knows the three tables; they are Chinese in every language, as the workbooks of the offices are. */
export const ROSTER_HEADS = {
  unit: ['单位名称', '简称', '类别', '所属单位', '属性', '经度', '纬度'],
  person: ['姓名', '所在单位', '职务', '负责人'],
  shift: ['值班单位', '值班人', '上岗时间', '下岗时间'],
} as const;
