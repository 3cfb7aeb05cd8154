import { computed, nextTick, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue';
import { Heights } from './heights';
import { isOnPaper } from './printing';

/** So many rows are drawn whole, as any table; of more only those near the eye. */
const FEW = 200;
/** Drawn above and below what is in sight, so that a turn of the wheel finds rows. */
const SPARE = 30;
/** The window moves by so many rows at once. */
const STEP = 20;
/** So close to the last row the next ones are asked for. */
const NEAR_END = 60;

interface Told {
  /** These rows are in sight. */
  seen(from: number, to: number): void;
  /** The end of what was read is near. */
  more(): void;
  /** All of it is wanted, on paper. */
  whole(): boolean;
}

/** The rows of a table near the eye, while the page scrolls. `host` holds one el-table. */
export function useRowWindow(host: Ref<HTMLElement | null>, count: () => number, told: Told): { from: Ref<number>; to: Ref<number>; room: Ref<Record<string, string>>; move: (by: number) => void } {
  const heights = new Heights();
  /** Paper has no window: all that was read is drawn on it. */
  const isWhole = computed(() => isOnPaper.value || told.whole());
  const from = ref(0);
  const reach = ref(FEW);
  const isNarrow = computed(() => !isWhole.value && count() > FEW);
  const to = computed(() => (isNarrow.value ? Math.min(reach.value, count()) : count()));
  /** Room for the rows that are not drawn. */
  const room = computed((): Record<string, string> => (isNarrow.value ? { '--qk-above': `${heights.sum(0, from.value)}px`, '--qk-below': `${heights.sum(to.value, count())}px` } : {}));

  function place(): void {
    const body = host.value?.querySelector<HTMLElement>('.el-table__body-wrapper');
    if (!body || body.offsetParent === null || isWhole.value) return;
    const top = -body.getBoundingClientRect().top;
    const moved = measured(body, heights, [from.value, to.value], top);
    const [first, last] = [heights.at(top + moved, count()), heights.at(top + moved + innerHeight, count()) + 1];
    from.value = isNarrow.value ? Math.max(0, Math.floor((first - SPARE) / STEP) * STEP) : 0;
    reach.value = Math.ceil((last + SPARE) / STEP) * STEP;
    if (isNarrow.value && moved !== 0) void nextTick(() => scrollBy(0, moved));
    told.seen(first, last);
    if (last > count() - NEAR_END) told.more();
  }
  const soon = useFrames(host, place);
  watch(isWhole, (on) => (on ? (from.value = 0) : soon()), { flush: 'sync' });
  /** So many rows have come above the eye, or gone from there: what is being read stays where it is. */
  function move(by: number): void {
    if (isWhole.value) return;
    const px = by < 0 ? -heights.sum(0, -by) : 0;
    heights.move(by);
    if (isNarrow.value) [from.value, reach.value] = [Math.max(0, from.value + by), reach.value + by];
    void nextTick(() => scrollBy(0, px || heights.sum(0, by)));
  }
  watch(count, (now, before) => {
    // Another list, not the same one read on.
    if (now < before && now <= FEW) heights.forget();
    soon();
  });
  return { from, to, room, move };
}

/** Keeps the heights of what is drawn, and tells how far rows above the eye have moved the page by not being as tall as was thought. */
function measured(body: HTMLElement, heights: Heights, [from, to]: readonly [number, number], top: number): number {
  const drawn = body.querySelectorAll<HTMLElement>('tbody > .el-table__row');
  if (drawn.length !== to - from) return 0;
  let [moved, y] = [0, heights.sum(0, from)];
  drawn.forEach((row, n) => {
    const wrong = heights.set(from + n, row.offsetHeight);
    if (y < top) moved += wrong;
    y += row.offsetHeight;
    row.setAttribute('aria-rowindex', String(from + n + 2));
  });
  return moved;
}

/** Once a frame, when the page has scrolled or the list has grown. */
function useFrames(host: Ref<HTMLElement | null>, act: () => void): () => void {
  let frame = 0;
  const soon = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      act();
    });
  };
  const sizes = new ResizeObserver(soon);
  onMounted(() => {
    addEventListener('scroll', soon, { passive: true });
    watch(host, (element) => element && sizes.observe(element), { immediate: true });
  });
  onBeforeUnmount(() => {
    removeEventListener('scroll', soon);
    sizes.disconnect();
    cancelAnimationFrame(frame);
  });
  return soon;
}
