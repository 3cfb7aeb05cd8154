import { useI18n } from 'vue-i18n';
import type { PlanQuestionView } from '../../../core/api';

interface Given {
  readonly how: string;
  readonly units?: { name: string }[];
  readonly groups?: { name: string }[];
  readonly date?: string;
  readonly text?: string;
  readonly phase?: string;
}

/** The answer of a question in words; null while it has none. */
export function useSayAnswer() {
  const { t } = useI18n();
  return ({ answer }: PlanQuestionView): string | null => {
    const given = answer as Given | null;
    if (!given) return null;
    const names = [...(given.units ?? []), ...(given.groups ?? [])].map(({ name }) => name).join(t('word.comma'));
    const phase = given.phase ? t(`desk.plan.phase.${given.phase}`) : '';
    return t(`desk.question.answers.${given.how}`, { names, date: given.date, text: given.text, phase });
  };
}
