import type { Screen } from './browser.js';
import { photo } from './photo.js';

/** 签收: the order that has just arrived, by its one large button. */
export async function acknowledges({ page }: Screen): Promise<void> {
  await page.locator('.arrived').getByRole('button', { name: '签 收' }).click();
  await page.getByText(/服务器已收到签收/).waitFor();
}

/** 反馈: one line that asks for a photo and the place, not the first of the list, is answered as done; "received" is the server's word. */
export async function answersWithPhoto(screen: Screen, look = (): Promise<void> => screen.looksRight()): Promise<void> {
  const { page } = screen;
  const line = page.locator('.line').filter({ hasText: '照片' }).filter({ hasText: '位置' }).filter({ hasNotText: '数量' }).last();
  await line.locator('label', { hasText: '已落实' }).click();
  await line.locator('input[type=file][multiple]').setInputFiles(await photo());
  await line.getByText('已上传').waitFor();
  await line.getByRole('button', { name: '获取定位' }).click();
  await line.locator('.found').waitFor();
  await look();
  await submits(screen);
}

/** 退回后再报: the line that came back stands on top, with the reviewer's word and name; a second photo is added. */
export async function answersAgain(screen: Screen, reason: string, reviewer: string): Promise<void> {
  const { page } = screen;
  await page.locator('.line.returned').waitFor();
  const line = page.locator('.line').first();
  expect(await line.locator('.reason').innerText()).toBe(`${reviewer} 退回：“${reason}”`);
  await screen.looksRight();
  await line.locator('label', { hasText: '已落实' }).click();
  await line.locator('input[type=file][multiple]').setInputFiles(await photo());
  await line.getByText('已上传').first().waitFor();
  const look = line.getByRole('button', { name: '获取定位' });
  if (await look.isVisible()) await look.click();
  await line.locator('.found').waitFor();
  await submits(screen);
}

async function submits({ page }: Screen): Promise<void> {
  await page.getByRole('button', { name: /^提 交/ }).click();
  await page.getByText(/服务器已收到 1 条反馈/).waitFor();
}

/** 巡查取证: a plant at work that should stand still, with a photo. */
export async function logsViolation(screen: Screen, description: string, look = (): Promise<void> => screen.looksRight()): Promise<void> {
  const { page } = screen;
  await page.locator('input[type=file][multiple]').setInputFiles(await photo());
  await page.getByText('已上传').waitFor();
  await page.click('#unitId');
  await page.locator('dialog .site').first().click();
  await page.locator('#category label', { hasText: '应停产未停产' }).click();
  await page.fill('#description', description);
  await page.locator('.found').waitFor();
  await look();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText(/服务器已收到/).waitFor();
}

/** 解除反馈, asked once more. */
export async function standsDown({ page }: Screen): Promise<void> {
  await page.getByRole('button', { name: '解除反馈' }).first().click();
  await page.getByRole('button', { name: /确认，已停止应急措施/ }).click();
  await page.getByText(/服务器已收到解除反馈/).waitFor();
}
