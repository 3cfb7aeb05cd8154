import { ref } from 'vue';

const SHOWN_MS = 4_500;

/** The short word at the top: what the server has just confirmed, or what happened on this phone only. */
export const receipt = ref<{ readonly text: string; readonly confirmed: boolean } | null>(null);
let hide: ReturnType<typeof setTimeout> | undefined;

/** Only after the server's answer. */
export const tell = (text: string): void => show(text, true);
/** About the phone itself; nothing was sent. */
export const note = (text: string): void => show(text, false);

function show(text: string, confirmed: boolean): void {
  receipt.value = { text, confirmed };
  clearTimeout(hide);
  hide = setTimeout(() => (receipt.value = null), SHOWN_MS);
}
