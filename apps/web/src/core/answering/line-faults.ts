import { computed, shallowRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ItemView } from '../api';
import type { Fault } from '../say-problem';
import { useSending, type Sending } from '../send';
import { missingOf, type LineDraft } from './line-draft';

/** The id of an input of a line, so that the error summary finds it. */
export const lineId = (itemId: string, field: string): string => `line-${itemId}-${field}`;

export interface FaultsOfLines {
  readonly sending: Sending;
  /** What stands at one input of a line; nothing any more once that input was changed. */
  faultOf(item: ItemView, field: string): string | undefined;
}

/** Faults come back by position in the request (`items.3.note`); the page shows them at their line. */
export function useFaultsOfLines(chosen: Readonly<Ref<ItemView[]>>, lines: Readonly<Ref<Record<string, LineDraft>>>): FaultsOfLines {
  const { t } = useI18n();
  const plain = useSending();
  let asked: ItemView[] = [];
  const missing = (item: ItemView): string => missingOf(item, lines.value[item.id]).map((kind) => t(`evidenceKind.${kind}`)).join(t('word.comma'));
  /** What each input at fault held when it was refused. */
  const told = shallowRef<Record<string, string>>({});
  const held = (item: ItemView, part: string): string => JSON.stringify([lines.value[item.id]?.answer, part === 'evidence' ? missingOf(item, lines.value[item.id]) : lines.value[item.id]?.[INPUT[part] ?? 'answer']]);
  const atLine = ({ field, text }: Fault): Fault => {
    const [, at, part = 'answer'] = /^items\.(\d+)(?:\.(\w+))?/.exec(field) ?? [];
    const item = asked[Number(at)];
    if (!item) return { field, text };
    told.value = { ...told.value, [lineId(item.id, part)]: held(item, part) };
    return { field: lineId(item.id, part), text: part === 'evidence' ? t('problems.checklist.evidence-missing', { missing: missing(item) }) : text };
  };
  /** As they were when the refusal came: the summary names what is mended meanwhile until it is sent again. */
  const faults = shallowRef<Fault[]>([]);
  const said = computed(() => (faults.value.length === 1 && asked.length === 1 ? '' : plain.said.value));
  const send: Sending['send'] = async (act, wrong) => {
    asked = chosen.value;
    told.value = {};
    faults.value = [];
    const done = await plain.send(act, wrong);
    // One line alone is refused by its own code, without a position.
    const single = asked.length === 1 && plain.problem.value && plain.faults.value.length === 0 ? SINGLE[plain.problem.value.code] : undefined;
    faults.value = (single ? [{ field: `items.0.${single}`, text: plain.said.value }] : plain.faults.value).map(atLine);
    return done;
  };
  const sending: Sending = { ...plain, faults: computed(() => faults.value), said, send, faultOf: (field) => faults.value.find((fault) => fault.field === field)?.text ?? '' };
  const faultOf: FaultsOfLines['faultOf'] = (item, field) => {
    const id = lineId(item.id, field);
    return told.value[id] === held(item, field) ? sending.faultOf(id) || undefined : undefined;
  };
  return { sending, faultOf };
}

const INPUT: Record<string, keyof LineDraft> = { note: 'note', untilAt: 'until', count: 'count', latitude: 'place', document: 'document', photos: 'photos' };

const SINGLE: Record<string, string> = {
  'checklist.evidence-missing': 'evidence',
  'checklist.reason-missing': 'note',
  'checklist.until-missing': 'untilAt',
  'checklist.until-passed': 'untilAt',
  'checklist.answered-meanwhile': 'answer',
  'checklist.item-withdrawn': 'answer',
  'checklist.item-not-for-answer': 'answer',
  'checklist.item-already-accepted': 'answer',
};
