import { useQueryClient } from '@tanstack/vue-query';
import { computed, reactive, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { correcting, emptyLine, isMine, isOvertaken, latestOf, presettable, toAnswer, type LineDraft } from '../../../core/answering/line-draft';
import { useFaultsOfLines, type FaultsOfLines } from '../../../core/answering/line-faults';
import { confirmItems, uuid, type ChecklistDetail, type ItemAnswer, type ItemView } from '../../../core/api';
import { serverNow } from '../../../core/server-clock';
import { me } from '../../../core/session';
import { fullTime } from '../../../core/time';

/** The server takes at most so many answers at once; the rest stays chosen. */
const AT_ONCE = 100;

interface Kept {
  lines: Record<string, LineDraft>;
  /** Sent, and not yet answered by the server: the same words go out again under the same key, so they count once. */
  underWay: { readonly key: string; readonly body: string } | null;
}

export interface Answering extends FaultsOfLines {
  readonly lines: ComputedRef<Record<string, LineDraft>>;
  readonly chosen: ComputedRef<ItemView[]>;
  /** Lines that "all done" would choose. */
  readonly ready: ComputedRef<ItemView[]>;
  /** What the server said it has. */
  readonly receipt: Ref<{ n: number; at: string } | null>;
  line(item: ItemView): LineDraft;
  begin(item: ItemView): void;
  /** Somebody else, or another device, has answered this line since it was begun here. */
  isOvertaken(item: ItemView): boolean;
  /** 用我的: what is filled in here goes out as a new answer after the one that came between. */
  keepMine(item: ItemView): void;
  giveUp(item: ItemView): void;
  presetDone(): void;
  uploading(item: ItemView, photos: number): void;
  submit(): Promise<boolean>;
}

/** 反馈: what is filled in for a checklist, kept in this tab until the server has it. */
export function useAnswering(checklist: Readonly<Ref<ChecklistDetail>>): Answering {
  const { t } = useI18n();
  const queries = useQueryClient();
  const kept = useKept(`qingkong.answers.${me.value?.id}.${checklist.value.id}`);
  const lines = computed(() => kept.lines);
  const mine = computed(() => checklist.value.items.filter(isMine));
  const chosen = computed(() => mine.value.filter((item) => item.state !== 'accepted' && kept.lines[item.id]?.answer).slice(0, AT_ONCE));
  const ready = computed(() => presettable(mine.value, kept.lines));
  const receipt = ref<{ n: number; at: string } | null>(null);
  const photos = reactive<Record<string, number>>({});
  const { sending, faultOf } = useFaultsOfLines(chosen, lines);

  const line = (item: ItemView): LineDraft => (kept.lines[item.id] ??= emptyLine(item));
  const begin = (item: ItemView): void => void (kept.lines[item.id] = correcting(item));
  const keepMine = (item: ItemView): void => void (line(item).seen = latestOf(item));
  const giveUp = (item: ItemView): void => void delete kept.lines[item.id];
  const presetDone = (): void => ready.value.forEach((item) => (line(item).answer = 'done'));
  const uploading = (item: ItemView, n: number): void => void (photos[item.id] = n);

  const submit = async (): Promise<boolean> => {
    const waiting = Object.values(photos).reduce((sum, n) => sum + n, 0);
    if (waiting > 0) return sending.send(async () => undefined, [{ field: 'photos', text: t('desk.my.photosOnTheWay', { n: waiting }) }]);
    receipt.value = null;
    const items = chosen.value.map((item) => toAnswer(item.id, kept.lines[item.id]!, (words) => t('desk.my.placeAsNote', { words })));
    const sent = await sending.send(() => deliver(items));
    if (sent || sending.problem.value?.status !== 0) kept.underWay = null;
    if (!sent) return false;
    for (const { itemId } of items) delete kept.lines[itemId];
    await queries.invalidateQueries();
    return true;
  };
  const deliver = async (items: ItemAnswer[]): Promise<void> => {
    const body = JSON.stringify(items);
    if (kept.underWay?.body !== body) kept.underWay = { key: uuid(), body };
    const { data, response } = await confirmItems({ path: { id: checklist.value.id }, body: { clientKey: kept.underWay.key, items } });
    receipt.value = { n: data?.items.length ?? items.length, at: fullTime(response?.headers.get('date') ?? serverNow()) };
  };
  return { lines, chosen, ready, receipt, sending, faultOf, isOvertaken: (item) => isOvertaken(item, kept.lines[item.id]), line, begin, keepMine, giveUp, presetDone, uploading, submit };
}

/** Survives a reload and a look at another page, and ends with the tab: a shared computer keeps nothing. */
function useKept(key: string): Kept {
  const kept = reactive<Kept>(read(key) ?? { lines: {}, underWay: null });
  watch(kept, () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing: what is filled in then lasts as long as the page.
    }
  });
  return kept;
}

function read(key: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}
