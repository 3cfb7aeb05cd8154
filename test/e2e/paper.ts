import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { withoutRadicals } from '../../libs/plan/src/opening/radicals.js';

/** The PDF of the browser is read by the library that also reads the plans. */
const READS = `
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
const pieces = [];
for await (const piece of process.stdin) pieces.push(piece);
const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(pieces)), disableFontFace: true, useSystemFonts: false, verbosity: 0 }).promise;
const pages = [];
for (let n = 1; n <= pdf.numPages; n++) {
  const page = await pdf.getPage(n);
  const items = (await page.getTextContent()).items.filter(({ str }) => str?.trim());
  pages.push({ text: items.map(({ str }) => str).join(''), excess: Math.max(0, ...items.map(({ transform, width }) => transform[4] + width - page.view[2])) });
}
process.stdout.write(JSON.stringify(pages));`;

/** What may not stand on paper: whatever can be pressed, chosen or typed into. A name that can be pressed (.link) is a name, and a queue is a list. */
const CONTROLS = `[...document.querySelectorAll('.el-button, button:not(.link, .queue button), .el-input, .el-select, .el-textarea, .el-slider, .el-checkbox, .el-radio-button, nav, [role=tab]')]
  .filter((one) => one.getClientRects().length > 0).map((one) => one.className + ': ' + one.innerText.trim())`;

/** Words and lines too pale for white paper (4.5 for words), by the colours that they have on it; bars and grounds are left out. */
const PALE = `(() => {
  const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((one) => (one / 255 <= 0.03928 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const hasWords = (one) => [...one.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent.trim());
  return [...document.querySelectorAll('.print-head *, main *, .el-overlay[data-paper] *')].filter((one) => hasWords(one) && one.getClientRects().length > 0).flatMap((one) => {
    const style = getComputedStyle(one);
    const colour = one.closest('svg') ? style.fill : style.color;
    return 1.05 / (light(colour) + 0.05) < 4.5 ? [one.className + ' ' + colour + ': ' + one.textContent.trim().slice(0, 30)] : [];
  });
})()`;

/** In the margin: which sheet, of how many. The browser writes it first, and the words that follow may be digits too. */
const numberOf = (sheet: string, n: number, sheets: readonly string[]): string => [`${n + 1}/${sheets.length}`].find((number) => sheet.startsWith(number)) ?? '';

export interface OnPaper {
  /** The words that stand on each sheet, without blanks. */
  readonly sheets: string[];
  readonly numbers: string[];
  /** The head as it stood at the moment when the browser was asked to print: it prints what it finds. */
  readonly head: string;
  readonly controls: string[];
  readonly pale: string[];
  /** Photographs that had not come. */
  readonly missing: number;
  /** So many points beyond the edge of the sheet. */
  readonly excess: number;
}

/** 打印: pressed on the page, or by its key; what then stands on paper. With QK_PICTURES the sheets are kept under this name. */
export async function onPaper(page: Page, press: () => Promise<unknown>, name = ''): Promise<OnPaper> {
  await page.evaluate(`window.asked = undefined; window.print = () => { window.asked = document.querySelector('.print-head').textContent; }`);
  await press();
  while ((await page.evaluate<string | undefined>(`window.asked`)) === undefined) await page.waitForTimeout(50);
  const head = await page.evaluate<string>(`window.asked`);
  const sheets = await page.pdf({ preferCSSPageSize: true });
  if (process.env.QK_PICTURES && name) writeFileSync(path.join(process.env.QK_PICTURES, `${name}.pdf`), sheets);
  // Once more as it stood on paper, to look at what cannot be seen in a PDF. After it: a drawing follows the size of what it stands in.
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  await page.emulateMedia({ media: 'print' });
  const [controls, pale] = [await page.evaluate<string[]>(CONTROLS), await page.evaluate<string[]>(PALE)];
  const missing = await page.evaluate<number>(`[...document.querySelectorAll('main img, .el-drawer img')].filter((one) => one.getClientRects().length > 0 && !one.naturalWidth).length`);
  await page.emulateMedia({ media: null });
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
  const read = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', READS], { input: sheets, maxBuffer: 1e8 }).toString()) as { text: string; excess: number }[];
  const words = read.map(({ text }) => withoutRadicals(text).replace(/\s/g, ''));
  const numbers = words.map(numberOf);
  return { sheets: words.map((sheet, n) => sheet.slice(numbers[n]!.length)), numbers, head, controls, pale, missing, excess: Math.max(...read.map(({ excess }) => excess)) };
}

/** The words that stand on each sheet. */
export const printed = async (page: Page, press: () => Promise<unknown>): Promise<string[]> => (await onPaper(page, press)).sheets;
