import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { withoutRadicals } from '../../libs/plan/src/opening/radicals.js';

const READS = `
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
const pieces = [];
for await (const piece of process.stdin) pieces.push(piece);
const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(pieces)), disableFontFace: true, useSystemFonts: false, verbosity: 0 }).promise;
const pages = [];
for (let n = 1; n <= pdf.numPages; n++) pages.push((await (await pdf.getPage(n)).getTextContent()).items.map(({ str }) => str ?? '').join(''));
process.stdout.write(JSON.stringify(pages));`;

/** 打印: pressed on the page, or by its key; the words that then stand on each sheet. */
export async function printed(page: Page, press: () => Promise<unknown>): Promise<string[]> {
  await page.evaluate(`window.print = () => { window.asked = true; }; window.asked = false`);
  await press();
  while (!(await page.evaluate<boolean>(`window.asked`))) await page.waitForTimeout(50);
  const sheets = await page.pdf({ preferCSSPageSize: true });
  return (JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', READS], { input: sheets, maxBuffer: 1e8 }).toString()) as string[]).map((words) => withoutRadicals(words).replace(/\s/g, ''));
}
