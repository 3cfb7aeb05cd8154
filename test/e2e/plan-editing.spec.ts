import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';

const withChromium = CHROMIUM ? describe : describe.skip;

/** A plan in force is revised measure by measure, by two officers who do not know of each other. */
withChromium('the editor of a plan', () => {
  const house = new House();
  let browser: Browser;
  let one: Screen, other: Screen;
  let draft: string;

  const opens = (username: string, size = WIDE) => Screen.opens(browser, house, { size, zone: 'America/Los_Angeles' }).then((screen) => screen.signsIn(username, '/'));
  const edits = async ({ page }: Screen, no: string): Promise<void> => {
    await page.goto(`${house.url}${draft}?measure=${no}`);
    await page.getByRole('button', { name: '编辑措施' }).click();
    await page.locator('#edit-title').waitFor();
  };

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    [one, other] = [await opens('zhiban01'), await opens('zhiban02')];
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  it('opens a revision of the plan in force, and says at the field what is wrong', async () => {
    const { page } = one;
    await one.visits('应急预案');
    await page.locator('.rows .el-table__row').first().click();
    await page.getByRole('button', { name: '另起修订稿' }).click();
    await page.getByText('已另起修订稿').first().waitFor();
    draft = new URL(page.url()).pathname;
    await edits(one, '1');
    await page.fill('#edit-title', '');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.locator('form.edit .summary').waitFor();
    expect(await page.locator('#edit-title').getAttribute('aria-invalid')).toBe('true');
    await one.looksRight();
  });

  it('reads a deadline while it is typed, keeps title, deadline and exemptions, and shows them beside the version before', async () => {
    const { page } = one;
    await page.fill('#edit-title', '修订后的第一条');
    await page.fill('#edit-deadline', '每周四下午（遇节假日为节假日前2天）');
    await page.getByText(/遇节假日提前 2 个/).waitFor();
    await page.fill('#edit-exemptions', '抢险抢修');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.locator('#edit-title').waitFor({ state: 'detached' });
    await page.locator('dd', { hasText: '抢险抢修' }).waitFor();
    await page.goto(`${house.url}${draft}?tab=comparison`);
    await page.getByText('修订后的第一条').first().waitFor();
    await one.looksRight();
  });

  it('refuses what was written over a state that another has changed meanwhile, and shows the newest', async () => {
    await edits(one, '2');
    await edits(other, '2');
    await other.page.fill('#edit-title', '乙先改的');
    await other.page.getByRole('button', { name: '保存', exact: true }).click();
    await other.page.locator('#edit-title').waitFor({ state: 'detached' });
    const { page } = one;
    await page.fill('#edit-title', '甲后改的');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.locator('form.edit .summary').waitFor();
    await page.reload();
    await edits(one, '2');
    await page.fill('#edit-title', '甲还没写完');
    await edits(other, '2');
    await other.page.fill('#edit-title', '乙又改的');
    await other.page.getByRole('button', { name: '保存', exact: true }).click();
    // Told by the feed: what is being written stays, the newest stands beside it.
    await page.getByText('别人刚刚改过这一条').waitFor();
    expect(await page.inputValue('#edit-title')).toBe('甲还没写完');
    await one.looksRight();
    await page.getByRole('button', { name: '看最新内容' }).click();
    await page.locator('#edit-title').waitFor({ state: 'detached' });
    await page.getByText('乙又改的').first().waitFor();
    expect(one.troubles.splice(0).filter((said) => !/status of 409/.test(said))).toEqual([]);
  });

  it('names the plan above by its number, on a narrow screen too', async () => {
    const { page } = one;
    await page.setViewportSize(NARROW);
    await page.goto(`${house.url}${draft}?tab=cascade`);
    await page.getByText('这份预案没有写明上级预案').or(page.getByText('上级预案不在本系统内')).first().waitFor();
    await page.locator('.parent').getByRole('button').click();
    await page.fill('#parent-number', '晴市政发〔2026〕7号');
    await page.fill('#parent-title', '晴川市重污染天气应急预案');
    await one.looksRight();
    await page.locator('.parent').getByRole('button', { name: '保存' }).click();
    await page.locator('.parent strong', { hasText: '晴川市重污染天气应急预案 晴市政发〔2026〕7号' }).waitFor();
    await page.getByText('不在本系统内，不能逐条对照').waitFor();
    await one.looksRight();
    expect(one.troubles).toEqual([]);
    expect(other.troubles).toEqual([]);
  });
});
