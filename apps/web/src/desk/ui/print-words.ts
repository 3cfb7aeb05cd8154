const inSight = (root: ParentNode, selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)].filter((one) => one.getClientRects().length > 0);

/** Behind which filters the page stands, in the words that stand on it: what is chosen, typed or ticked. */
export function filtersInWords(root: ParentNode = document): string[] {
  return inSight(root, '.filters').flatMap((bar) => [...bar.querySelectorAll<HTMLElement>('.el-select, .el-input, .el-radio-group, .el-checkbox')].flatMap(wordOf));
}

function wordOf(control: HTMLElement): string[] {
  if (control.matches('.el-checkbox')) return control.matches('.is-checked') ? [control.innerText.trim()] : [];
  if (control.matches('.el-radio-group')) return named(control.getAttribute('aria-label'), control.querySelector<HTMLElement>('.is-active')?.innerText);
  const input = control.querySelector('input');
  const chosen = control.matches('.el-select') ? control.querySelector<HTMLElement>('.el-select__placeholder:not(.is-transparent)')?.innerText : input?.value;
  return named(input?.getAttribute('aria-label') ?? input?.placeholder, chosen);
}
const named = (name: string | null | undefined, value: string | null | undefined): string[] => (value?.trim() ? [`${name ?? ''} ${value.trim()}`.trim()] : []);

/** Which part of the page: the tab that is open, without its count. Where every part is printed, none. */
export function partInWords(root: ParentNode = document): string {
  const tab = inSight(root, '.el-tabs__item.is-active').find((one) => !one.closest('.print-all'));
  return [...(tab?.childNodes ?? [])].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ textContent }) => textContent?.trim() ?? '').join('');
}
