import { useI18n } from 'vue-i18n';

const WORDS = new Set(['levels', 'evidence', 'text', 'season', 'clocks', 'file', 'measures', 'units', 'title', 'confirmMinutes', 'exemptions', 'cascade']);
const FIELDS = new Set(['lead', 'responsible', 'support', 'deadline', 'phase', 'requirement', 'no', 'row', 'column', 'document', 'lines']);

/** A place in a plan, as the server addresses it (`measures.62.lines.1.evidence`), in words. */
export function useSayPlace() {
  const { t, te } = useI18n();
  const word = (part: string): string => {
    if (WORDS.has(part)) return t(`desk.place.${part}`);
    if (FIELDS.has(part)) return t(`desk.question.field.${part}`);
    return te(`desk.terms.${part}`, 'zh-CN') ? t(`desk.terms.${part}`) : part;
  };
  return (field: string): string => {
    const line = /^line (\S+)$/.exec(field);
    if (line) return t('desk.place.fileLine', { n: line[1] });
    const [head, key, ...rest] = field.split('.');
    if (head === 'questions' && key) return t('desk.place.question', { n: key });
    if (head === 'groups' && key) return [t('desk.place.group', { name: key }), ...rest.map(word)].join(' · ');
    if (head === 'parent' && key) return `${t('desk.place.parent')} ${t('desk.place.measure', { no: key })}`;
    if (head !== 'measures' || !key) return field.split('.').map(word).join(' · ');
    const [part, n, ...more] = rest;
    const inner = part === 'lines' && n ? [t('desk.place.line', { n }), ...more.map(word)] : rest.map(word);
    return [t('desk.place.measure', { no: key }), ...inner].join(' · ');
  };
}

/** The measure a place belongs to; null for places of the document. */
export const measureOf = (field: string): string | null => /^measures\.([^.]+)/.exec(field)?.[1] ?? null;
