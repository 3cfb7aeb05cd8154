import { exported } from './exported.js';
import type { Screen } from './browser.js';

/** One list of the desk: what is typed into its search and then stands in every row that is left; and a column that can be put away, where it is a table. */
export interface DeskList {
  /** Who reads it. */
  readonly who: string;
  /** `{response}` and the like stand for what was made for the test. */
  readonly at: string;
  readonly search: string;
  readonly words: string;
  readonly column?: string;
  /** Where there are several on the page. */
  readonly within?: string;
  readonly row?: string;
}

const UNIT = '单位或拼音首字母';
const FEED = { row: '.entries > li, article.handover, .queue > li, table.plain > tbody > tr' } as const;

export const DESK_LISTS: readonly DeskList[] = [
  { who: 'zhiban01', at: '/warnings', search: '预警编号', words: '第1号', column: '状态' },
  { who: 'zhiban01', at: '/warnings/{warning}?preview=units', search: '单位名称', words: '青石', within: '.right .el-tab-pane:visible', ...FEED },
  { who: 'zhiban01', at: '/responses', search: '预警编号', words: '第1号', column: '状态' },
  { who: 'zhiban01', at: '/responses/{response}?tab=units', search: UNIT, words: '青石', column: '送达' },
  { who: 'zhiban01', at: '/responses/{response}?tab=measures', search: '编号、名称或单位', words: '区水利局', column: '部分落实' },
  { who: 'zhiban01', at: '/responses/{response}?tab=measures&item=open', search: UNIT, words: '北屯', column: '反馈时间', within: '.el-drawer' },
  { who: 'zhiban01', at: '/responses/{response}?tab=review', search: '单位、措施或要点', words: '青石', ...FEED },
  { who: 'zhiban01', at: '/responses/{response}?tab=deliveries', search: UNIT, words: '青石', column: '状态' },
  { who: 'zhiban01', at: '/responses/{response}?tab=timeline', search: '单位、人员或事情', words: '青石', ...FEED },
  { who: 'zhiban01', at: '/violations', search: UNIT, words: '{found}', column: '情形' },
  { who: 'zhiban01', at: '/notices', search: '事项或内容', words: '放假', column: '发给' },
  { who: 'zhiban01', at: '/plans', search: '预案名称', words: '冬春', column: '措施' },
  { who: 'zhiban01', at: '/plans/{plan}?tab=measures', search: '编号、名称或单位', words: '区水利局', column: '时限' },
  { who: 'zhiban01', at: '/plans/{plan}?tab=questions', search: '措施、原文或答案', words: '堆场抑尘', row: '.group .which > *', within: '.el-tab-pane:visible' },
  { who: 'zhiban01', at: '/duty', search: '姓名或交代的事', words: '路口', within: '.two > section:first-child', ...FEED },
  { who: 'zhiban01', at: '/air-quality', search: '编码、名称或镇街', words: '{station}', column: '最近一小时', within: '.card:has(h2:text-is("站点"))' },
  { who: 'zhiban01', at: '/directory?tab=units', search: '单位名称或拼音首字母', words: '青石', column: '属性' },
  { who: 'zhiban01', at: '/directory?tab=people', search: '姓名', words: '陈', column: '职务' },
  { who: 'xitong01', at: '/directory?tab=missing', search: '单位名称', words: '街道', column: '类别', within: '.card:has(h2)' },
  { who: 'xitong01', at: '/accounts', search: '用户名或姓名', words: 'zhiban', column: '单位' },
  { who: 'qingshi', at: '/my?scope=all', search: '预警编号', words: '第1号', column: '状态' },
  { who: 'shenji01', at: '/audit', search: '序号、单位或记录内容', words: '青石镇', column: '序号' },
  { who: 'shenji01', at: '/audit?checks=open', search: '时间、结果或发起人', words: '{auditor}', column: '用时', within: '.el-drawer' },
];

/** Sought, it keeps the rows that fit, in the address and so through a reload; its file holds those, its column can be put away, and where nothing fits it says what to do. */
export async function isAList({ page }: Screen, { search, words, column, within = 'main', row = '.el-table__row' }: DeskList): Promise<void> {
  const place = page.locator(within).first();
  const rows = place.locator(row);
  const input = page.getByPlaceholder(search, { exact: true }).filter({ visible: true });
  const narrowed = async (): Promise<void> => {
    const others = rows.filter({ hasNotText: words });
    await rows.first().waitFor();
    await others.first().waitFor({ state: 'detached', timeout: 10_000 });
  };
  await rows.first().waitFor();
  await input.fill(words);
  await page.waitForURL(({ searchParams }) => [...searchParams.values()].includes(words));
  await page.reload();
  await narrowed();
  expect(await input.inputValue()).toBe(words);
  const file = await exported(page, place.locator('.list-tools'));
  // The file holds what fits on all pages, the list what was read of them.
  const more = place.locator('.foot').getByRole('button', { name: '加载更多', exact: true });
  while (await more.isVisible()) await more.click();
  await rows.nth(file.length - 2).waitFor({ timeout: 10_000 });
  expect(await rows.count()).toBe(file.length - 1);
  if (column) {
    const head = place.locator('th', { hasText: new RegExp(`^${column}$`) });
    await head.first().waitFor();
    await place.getByRole('button', { name: '列', exact: true }).click();
    await page.locator('.el-popover:visible').getByText(column, { exact: true }).click();
    await head.first().waitFor({ state: 'detached' });
    expect((await exported(page, place.locator('.list-tools')))[0]).not.toContain(column);
  }
  await input.fill('没有这个');
  await place.getByText(/^没有符合条件的(内容|问题)$/).waitFor();
  await place.getByText('放宽或清空上面的筛选条件再看。').waitFor();
}
