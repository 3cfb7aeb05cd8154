import { nextTick, onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { inFront, layOut, picturesLoaded } from './on-paper';

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
/** The page stands as it is printed: black on white, nothing folded, nothing cut. */
export const isOnPaper = ref(false);
let putBack = (): void => undefined;

export function goOnPaper(): void {
  if (isOnPaper.value) return;
  isOnPaper.value = true;
  putBack = layOut();
}
export function leavePaper(): void {
  if (!isOnPaper.value) return;
  putBack();
  isOnPaper.value = false;
  lists.forEach((list) => list.clear());
}

/** 打印: reads to the end what was read in part, and then prints. A list that cannot be read prints what it has, and says so. */
export async function printPage(): Promise<void> {
  if (isPreparing.value) return;
  isPreparing.value = true;
  try {
    await Promise.allSettled([...lists].filter((list) => list.isMeant()).map((list) => list.fill()));
    await nextTick();
    goOnPaper();
    // The browser prints what is drawn when it is asked, and waits for nothing: what follows from this must stand before.
    await picturesLoaded();
  } finally {
    isPreparing.value = false;
  }
  await new Promise((drawn) => setTimeout(drawn));
  window.print();
}

/** What lies open over the page is printed instead of it. */
function isInSight(host: HTMLElement | null): boolean {
  const front = inFront();
  return host !== null && host.getClientRects().length > 0 && (!front || front.contains(host));
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
