import type { Screen } from './browser.js';

/** 起草: a warning is drafted on the page, keeps itself, and is previewed. Returns the address of its page. */
export async function drafts({ page }: Screen, level: string, reason: string): Promise<string> {
  await page.locator('main').getByRole('link', { name: '发布预警' }).click();
  await page.locator('label.level', { hasText: level }).click();
  await page.fill('#reason', reason);
  await page.getByText('草稿已保存').waitFor();
  await page.getByText(/家单位收不到|全部单位都能收到/).first().waitFor();
  return new URL(page.url()).pathname;
}

/** 提交审批. */
export async function handsIn({ page }: Screen): Promise<void> {
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByText(/提交，等待审批/).waitFor();
}

/** 审批: the second person finds the message waiting, without reload, types the word and signs. */
export async function signs(screen: Screen, word: string): Promise<void> {
  const { page } = screen;
  await page.locator('.waiting').getByRole('link', { name: '去处理' }).click();
  await page.fill('#word', word);
  await screen.looksRight();
  await page.getByRole('button', { name: /^批准/ }).click();
  await page.locator('#word').waitFor({ state: 'detached' });
}

/** 解除: begun on the page of the warning, its recipients looked at, handed in. */
export async function lifts({ page }: Screen, reason: string): Promise<void> {
  await page.getByRole('button', { name: '解除', exact: true }).click();
  await page.fill('#reason', reason);
  await page.getByText('草稿已保存').waitFor();
  await page.locator('summary', { hasText: /收到这条消息的 \d+ 家单位/ }).click();
  await page.locator('aside.right').getByRole('rowheader', { name: '区生态环境分局' }).waitFor();
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByText(/提交，等待审批/).waitFor();
}

/** 审核: the answer of that unit is sought and sent back, by keyboard alone. */
export async function sendsBack({ page }: Screen, reason: string, unit: string): Promise<void> {
  const rows = page.locator('.queue button');
  await rows.first().waitFor();
  const at = (await rows.allInnerTexts()).findIndex((row) => row.includes(unit));
  for (let n = 0; n < at; n++) await page.keyboard.press('j');
  await page.locator('article.hand').getByRole('heading', { name: unit }).waitFor();
  await page.keyboard.press('r');
  await page.locator('#return-reason:focus').waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press('Control+Enter');
  await page.locator('.queue').getByText(unit).waitFor({ state: 'detached' });
}

export async function accepts({ page }: Screen): Promise<void> {
  await page.locator('article.hand img').first().waitFor();
  await page.keyboard.press('a');
  await page.getByText('没有待审核的反馈').waitFor();
}

/** 交办: the finding is opened beside the list and given to the unit where it was found, until tomorrow evening. */
export async function assigns(screen: Screen): Promise<void> {
  const { page } = screen;
  await page.locator('.rows button.link').first().click();
  await page.locator('.el-drawer').getByRole('button', { name: '交办', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '交办给单位整改' });
  await dialog.locator('#assign-note').fill('今晚查清原因');
  await screen.looksRight();
  await dialog.getByRole('button', { name: '交办', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}
