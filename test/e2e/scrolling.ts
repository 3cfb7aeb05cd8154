import type { Page } from 'playwright-core';

/** Nearly a screen: what the key Page Down does. */
const TURN_PX = 850;
/** By what a row is known, unless the list says otherwise. */
const BUTTON = `row.querySelector('button.link')?.innerText.trim() ?? ''`;

/**
 * Turns the wheel to the end of the page, a turn in every frame. At once after each turn, and in the frame that follows, the table must
 * have rows over its whole visible part, each with its words: what has not is told as blank.
 */
const SCROLLS = (turn: number, nameOf: string): string => `(async () => {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const pane = [...document.querySelectorAll('.list-body .long')].find((one) => one.offsetParent);
  const foot = pane.parentElement.querySelector('.foot');
  const seen = new Map(), blanks = [], waits = [];
  let most = 0;
  const look = () => {
    const body = pane.querySelector('.el-table__body-wrapper').getBoundingClientRect();
    const [top, bottom] = [Math.max(0, body.top), Math.min(innerHeight, foot.getBoundingClientRect().top, body.bottom)];
    const rows = [...pane.querySelectorAll('tbody > .el-table__row')].map((row) => ({ row, at: row.getBoundingClientRect() }));
    most = Math.max(most, rows.length);
    const inSight = rows.filter(({ at }) => at.bottom > top + 1 && at.top < bottom - 1);
    if (bottom - top < 1) return;
    const names = inSight.map(({ row }) => ${nameOf});
    const isCovered = inSight.length > 0 && inSight[0].at.top <= top + 1 && inSight.at(-1).at.bottom >= bottom - 1;
    if (!isCovered || names.some((name) => !name) || inSight.some(({ row }) => row.innerText.trim().length < 6)) blanks.push('blank at ' + Math.round(scrollY) + ' px');
    names.forEach((name, n) => seen.set(name, inSight[n].row.getAttribute('aria-rowindex')));
  };
  look();
  const began = performance.now();
  let turns = 0;
  for (let still = 0; still < 3; ) {
    const [before, turned] = [scrollY, performance.now()];
    scrollBy(0, ${turn});
    look();
    await frame();
    look();
    const hasMoved = scrollY !== before;
    if (hasMoved) waits.push(performance.now() - turned);
    still = hasMoved || !/没有更多/.test(foot.innerText) ? 0 : still + 1;
    turns += 1;
  }
  waits.sort((a, b) => a - b);
  return { seen: [...seen.keys()], places: [...seen.values()], blanks, most, seconds: (performance.now() - began) / 1000, turns, slowest: waits.at(-1), middle: waits[waits.length >> 1] };
})()`;

export interface Scrolled {
  readonly seen: string[];
  readonly places: string[];
  readonly blanks: string[];
  readonly most: number;
  readonly seconds: number;
  readonly turns: number;
  readonly slowest: number;
  readonly middle: number;
}

/** The list in sight from its first row to its last; what it took is printed. */
export async function scrolls(page: Page, what: string, nameOf = BUTTON): Promise<Scrolled> {
  const found = await page.evaluate<Scrolled>(SCROLLS(TURN_PX, nameOf));
  process.stdout.write(`${what}: ${found.seen.length} rows in ${found.seconds.toFixed(1)} s, ${found.turns} turns, ${found.middle.toFixed(0)} ms for a turn (slowest ${found.slowest.toFixed(0)} ms), ${found.blanks.length} blank, at most ${found.most} drawn\n`);
  return found;
}
