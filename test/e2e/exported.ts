import ExcelJS from 'exceljs';
import type { Locator, Page } from 'playwright-core';

/** The rows of the file that a press on 导出 brings, the head first. */
export async function exported(page: Page, tools: Locator = page.locator('.list-tools:visible').first()): Promise<string[][]> {
  const [download] = await Promise.all([page.waitForEvent('download'), tools.getByRole('button', { name: '导出' }).click()]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await download.path());
  const rows: string[][] = [];
  book.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map((value) => String(value ?? ''))));
  return rows;
}
