/**
 * What of a page's words does not fit: a cell that hides part of what it says, a head broken in the middle of a word, buttons of one row that
 * stand in two lines, something that sticks out of its card, words of a chart drawn over one another.
 */
export const MISFITS = `(() => {
  const wrong = [];
  const said = (one) => one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 40);
  const isSeen = (one) => one.getClientRects().length > 0;
  for (const cell of document.querySelectorAll('.el-table .cell')) {
    if (!isSeen(cell) || cell.classList.contains('el-tooltip')) continue;
    if (cell.scrollWidth > cell.clientWidth + 1) wrong.push('cut off: ' + said(cell));
    const tops = new Set([...cell.querySelectorAll('.el-button')].filter(isSeen).map((button) => Math.round(button.getBoundingClientRect().top)));
    if (tops.size > 1) wrong.push('buttons in ' + tops.size + ' lines: ' + said(cell));
  }
  for (const head of document.querySelectorAll('.el-table th .cell')) {
    for (const text of head.childNodes) {
      if (text.nodeType !== Node.TEXT_NODE) continue;
      for (const word of text.data.matchAll(/[A-Za-z]+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (range.getClientRects().length > 1) wrong.push('broken word: ' + word[0]);
      }
    }
  }
  for (const part of document.querySelectorAll('main .card > .head > *, main .card > header > *')) {
    const card = part.closest('.card');
    if (isSeen(part) && part.getBoundingClientRect().right > card.getBoundingClientRect().right - 2) wrong.push('sticks out: ' + said(part));
  }
  for (const badge of document.querySelectorAll('nav .count, .el-badge__content')) {
    if (isSeen(badge) && badge.getBoundingClientRect().height > 24) wrong.push('badge in two lines: ' + said(badge));
  }
  for (const chart of document.querySelectorAll('.chart svg')) {
    const words = [...chart.querySelectorAll('text')].filter((one) => isSeen(one) && one.textContent.trim()).map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }));
    words.forEach((a, n) => words.slice(n + 1).forEach((b) => {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (across > 1 && down > 3) wrong.push('drawn over one another: ' + a.text + ' / ' + b.text);
    }));
  }
  return [...new Set(wrong)];
})()`;

/** What a thumb must hit and is lower than 48 px, in words. */
export const SMALL_TARGETS = `[...document.querySelectorAll('button, a, select, textarea, input:not(.aside), label:has(input)')]
  .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 47.5)
  .map((one) => 'too small: ' + one.tagName + ' ' + one.innerText.slice(0, 20) + ' ' + Math.round(one.getBoundingClientRect().height))`;

/** On a phone: words that are cut off by what holds them, or that leave the screen to the side. */
export const CUT_SHORT = `(() => {
  const wrong = [];
  const own = (one) => [...one.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data).join('').trim();
  for (const one of document.querySelectorAll('#app *')) {
    if (one.getClientRects().length === 0 || one.closest('svg, .visually-hidden')) continue;
    const { overflowX } = getComputedStyle(one);
    const says = one.clientWidth > 1 && one.textContent.trim().slice(0, 40);
    if (says && ['hidden', 'clip'].includes(overflowX) && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2)) wrong.push('cut off: ' + says);
    const { left, right } = one.getBoundingClientRect();
    if (own(one) && (left < -1 || right > innerWidth + 1)) wrong.push('leaves the screen: ' + says);
  }
  return [...new Set(wrong)];
})()`;
