export default {
  sheet: {
    file: '表格文件',
    choose: '选择文件',
    checking: '正在核对…',
    fine: '全部 {rows} 行都可以导入。',
    faults: '共 {rows} 行，其中 {n} 处需要改正：',
    nothing: '没有可以新增或变更的内容。',
    sheet: '工作表',
    row: '行',
    head: '列',
    advice: '怎样改正',
    go: '全部导入',
  },
};
