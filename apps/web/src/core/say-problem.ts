import { useI18n } from 'vue-i18n';
import type { Problem } from './api';
import { shortTime } from './time';

/** One wrong field, in words. `field` is its path in the request. */
export interface Fault {
  readonly field: string;
  readonly text: string;
}

type Facts = Record<string, unknown>;

/** Problems in the language of the page: the code chooses the text, the facts fill it. */
export function useSayProblem() {
  const { t, te } = useI18n();
  const factsOf = (facts: Facts): Facts => ({
    ...facts,
    ...(typeof facts.until === 'string' ? { until: shortTime(facts.until) } : {}),
    ...(typeof facts.mostBytes === 'number' ? { mb: Math.floor(facts.mostBytes / 1_000_000) } : {}),
    ...(Array.isArray(facts.missing) ? { missing: facts.missing.map((kind) => t(`evidenceKind.${String(kind)}`)).join(t('word.comma')) } : {}),
  });

  /** What happened and what to do; a code that the catalogue lacks is said as an unexpected failure. */
  const sayProblem = (problem: Problem): string => {
    const key = `problems.${problem.code}`;
    return te(key, 'zh-CN') ? t(key, factsOf(problem.facts)) : t('problems.server.unexpected');
  };

  /** One code of a field; `message` is the server's own sentence, which carries the numbers. */
  const sayFault = ({ code, message, field }: { code: string; message: string; field: string }): string => {
    const known = [`problems.fault.${tooLong(code, message) ? 'tooLong' : code}`, `problems.${code}`].find((key) => te(key, 'zh-CN'));
    if (!known) return `${t('problems.fault.other')}${message ? ` (${message})` : ''}`;
    return t(known, { n: /\d+/.exec(message)?.[0] ?? '', field });
  };

  /** All faults in words, one per field: a field with three faults is corrected once. */
  const sayFaults = (problem: Problem): Fault[] => {
    const seen = new Set<string>();
    return problem.faults.filter(({ field }) => !seen.has(field) && seen.add(field)).map((fault) => ({ field: fault.field, text: sayFault(fault) }));
  };
  return { sayProblem, sayFault, sayFaults };
}

const tooLong = (code: string, message: string): boolean => code === 'isLength' && /shorter/.test(message) && !/longer/.test(message);
