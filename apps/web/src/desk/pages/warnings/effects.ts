import { useI18n } from 'vue-i18n';

export interface Effects {
  readonly start: number;
  readonly tighten: number;
  readonly relax: number;
  readonly stop: number;
  readonly continue: number;
}

const SHOWN = ['start', 'tighten', 'relax', 'stop', 'continue'] as const;

export const isChanged = (effects: Effects): boolean => effects.start + effects.tighten + effects.relax + effects.stop > 0;

/** 启动 3 · 停止 2: what a change of level does, leaving out what does not happen. */
export function useSayEffects() {
  const { t } = useI18n();
  return (effects: Effects): { name: (typeof SHOWN)[number]; text: string }[] =>
    SHOWN.filter((name) => effects[name] > 0).map((name) => ({ name, text: `${t(`desk.warning.preview.effects.${name}`)} ${effects[name]}` }));
}
