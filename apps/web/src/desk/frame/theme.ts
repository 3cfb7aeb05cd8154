import { ref, watchEffect } from 'vue';
import { isOnPaper } from '../ui/printing';

/** 深色·浅色: what somebody chose in this browser; `system` until then. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEPT_AS = 'qingkong.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = ref(system.matches);
system.addEventListener('change', () => (systemIsDark.value = system.matches));

export const theme = ref<Theme>(THEMES.find((one) => one === localStorage.getItem(KEPT_AS)) ?? 'system');

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  localStorage.setItem(KEPT_AS, chosen);
}

/** Called once, before the first page is shown. */
export function followTheme(): void {
  watchEffect(
    () => {
      const { classList } = document.documentElement;
      classList.toggle('paper', isOnPaper.value);
      classList.toggle('dark', !isOnPaper.value && (theme.value === 'dark' || (theme.value === 'system' && systemIsDark.value)));
    },
    { flush: 'sync' },
  );
}
