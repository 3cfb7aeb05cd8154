import { nextTick, onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue';

/** So many rows of one list are put on paper: some sixty pages. Who needs more takes the file. */
export const MOST_ON_PAPER = 2_000;

/** What a list puts on paper: everything behind its filter, or as much as there is room for. */
export interface Paper<Row> {
  readonly rows: Row[];
  readonly isWhole: boolean;
}

interface Printed {
  /** In sight, so meant by whoever prints. */
  isMeant(): boolean;
  fill(): Promise<void>;
  clear(): void;
}
const lists = new Set<Printed>();
export const isPreparing = ref(false);

/** 打印: reads to the end what was read in part, and then prints. A list that cannot be read prints what it has, and says so. */
export async function printPage(): Promise<void> {
  if (isPreparing.value) return;
  isPreparing.value = true;
  try {
    await Promise.allSettled([...lists].filter((list) => list.isMeant()).map((list) => list.fill()));
    await nextTick();
  } finally {
    isPreparing.value = false;
  }
  addEventListener('afterprint', () => lists.forEach((list) => list.clear()), { once: true });
  window.print();
}

/** A list that lies open beside the page is printed instead of it. */
function isInSight(host: HTMLElement | null): boolean {
  const seen = (element: Element): boolean => element.getClientRects().length > 0;
  const drawer = [...document.querySelectorAll('.el-drawer')].find(seen);
  return host !== null && seen(host) && (!drawer || drawer.contains(host));
}

export function usePaper<Row>(host: Readonly<ShallowRef<HTMLElement | null>>, read: (most: number) => Promise<Paper<Row>>): Ref<Paper<Row> | null> {
  const paper = shallowRef<Paper<Row> | null>(null);
  const list: Printed = {
    isMeant: () => isInSight(host.value),
    fill: async () => void (paper.value = await read(MOST_ON_PAPER)),
    clear: () => (paper.value = null),
  };
  onMounted(() => lists.add(list));
  onBeforeUnmount(() => lists.delete(list));
  return paper;
}

/** Behind which filters the page stands, in the words that stand on it: what is chosen, typed or ticked. */
export function filtersInWords(root: ParentNode = document): string[] {
  const bars = [...root.querySelectorAll<HTMLElement>('.filters')].filter((bar) => bar.getClientRects().length > 0);
  return bars.flatMap((bar) => [...bar.querySelectorAll<HTMLElement>('.el-select, .el-input, .el-radio-group, .el-checkbox')].flatMap(wordOf));
}

function wordOf(control: HTMLElement): string[] {
  if (control.matches('.el-checkbox')) return control.matches('.is-checked') ? [control.innerText.trim()] : [];
  if (control.matches('.el-radio-group')) return named(control.getAttribute('aria-label'), control.querySelector<HTMLElement>('.is-active')?.innerText);
  const input = control.querySelector('input');
  const chosen = control.matches('.el-select') ? control.querySelector<HTMLElement>('.el-select__placeholder:not(.is-transparent)')?.innerText : input?.value;
  return named(input?.getAttribute('aria-label') ?? input?.placeholder, chosen);
}
const named = (name: string | null | undefined, value: string | null | undefined): string[] => (value?.trim() ? [`${name ?? ''} ${value.trim()}`.trim()] : []);

/** Paper cannot be unfolded by hand: what is folded stands open on it. Returns what folds it again. */
export function unfold(): () => void {
  const folded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open]), .el-drawer details:not([open])')];
  for (const one of folded) one.open = true;
  return () => folded.forEach((one) => (one.open = false));
}
