import { onScopeDispose, ref, type Ref } from 'vue';

const TOKENS = { text: '--qk-text', second: '--qk-text-2', line: '--qk-line', strong: '--qk-line-strong', surface: '--qk-surface', ground: '--qk-ground', good: '--qk-drawn-good', late: '--qk-drawn-late', busy: '--qk-drawn-busy', primary: '--qk-primary', back: '--qk-drawn-back', excellent: '--qk-aqi-excellent', goodAir: '--qk-aqi-good', light: '--qk-aqi-light', moderate: '--qk-aqi-moderate', heavy: '--qk-aqi-heavy', severe: '--qk-aqi-severe' } as const;
/** Text that is drawn is measured by a name of a font: `inherit` would be measured as another one. */
export type Inks = Readonly<Record<keyof typeof TOKENS | 'font', string>>;

const read = (): Inks => {
  const style = getComputedStyle(document.documentElement);
  return { ...(Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()])) as Record<keyof typeof TOKENS, string>), font: style.fontFamily };
};

/** The colours of the page for what is drawn, read again when its theme changes. They stand in one place, tokens.css. */
export function useInks(): Readonly<Ref<Inks>> {
  const inks = ref(read());
  const watcher = new MutationObserver(() => (inks.value = read()));
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'data-theme', 'style'] });
  onScopeDispose(() => watcher.disconnect());
  return inks;
}
