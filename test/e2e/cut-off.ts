/** The walls that the product must fit. */
export const SIZES = [[1920, 1080], [3840, 2160], [6656, 1792], [1366, 768]] as const;

/** What is cut off: the page itself, and any text of a panel but names that end in an ellipsis on purpose. */
export const CUT_OFF = `(() => {
  const wrong = [];
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) wrong.push('the page is ' + scrollWidth + ' x ' + scrollHeight);
  for (const one of document.querySelectorAll('main *')) {
    if (one.closest('svg') || one.matches('.name, .visually-hidden') || one.clientWidth === 0 || getComputedStyle(one).display === 'inline') continue;
    if (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2) wrong.push(one.className + ': ' + one.textContent.trim().slice(0, 40));
  }
  return wrong;
})()`;
