import { ref } from 'vue';

const SHOWN_MS = 6_000;

/** What the server has just confirmed; only ever said after its answer. */
export const receipt = ref<string | null>(null);
let hide: ReturnType<typeof setTimeout> | undefined;

export function tell(text: string): void {
  receipt.value = text;
  clearTimeout(hide);
  hide = setTimeout(() => (receipt.value = null), SHOWN_MS);
}
