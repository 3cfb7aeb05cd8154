import { onScopeDispose, ref, shallowRef } from 'vue';
import { ask, getPlanDocument, importPlanDocument, newKey, type KeepPlanDocumentData, type KeptDocument, type PlanImported } from '../../../core/api';
import { sendForm } from '../../../core/send-form';

const ADDRESS: KeepPlanDocumentData['url'] = '/api/v1/plans/documents';
const LOOK_EVERY_MS = 500;
export const MOST_BYTES = 20 * 2 ** 20;
export const ACCEPTED = '.txt,.docx,.xlsx,.pdf,.doc,.yaml,.yml';

/** A workbook comes back with what is to be said at its cells. */
export const isWorkbook = (name: string): boolean => /\.xlsx$/i.test(name);
export const annotatedOf = (id: string): string => `${ADDRESS}/${id}/annotated`;

export type Stage = 'sending' | 'opening' | 'reading' | 'keeping';

/** One document on its way to a draft: sent, opened, read, kept. What is sent once is not sent again after a lost answer. */
export function useImporting() {
  const stage = ref<Stage | null>(null);
  /** In percent; null where nobody knows. */
  const share = ref<number | null>(null);
  const kept = shallowRef<KeptDocument | null>(null);
  const imported = shallowRef<PlanImported | null>(null);
  let file: File | null = null;
  let key = newKey();
  let leaving = new AbortController();

  const forget = (chosen: File | null): void => {
    [file, key, kept.value, imported.value] = [chosen, newKey(), null, null];
  };

  async function go(): Promise<void> {
    leaving = new AbortController();
    [stage.value, share.value] = ['sending', 0];
    try {
      kept.value ??= await sent();
      imported.value = await read(kept.value.id);
    } finally {
      stage.value = null;
    }
  }

  function sent(): Promise<KeptDocument> {
    const form = new FormData();
    form.append('file', file!, file!.name);
    const progress = (gone: number): void => void (share.value = Math.round(gone * 100));
    return sendForm<KeptDocument>({ address: ADDRESS, key: key['Idempotency-Key'], form, progress, signal: leaving.signal });
  }

  async function read(id: string): Promise<PlanImported> {
    [stage.value, share.value] = ['opening', null];
    const looking = setInterval(() => void look(id), LOOK_EVERY_MS);
    return ask(importPlanDocument({ path: { id }, signal: leaving.signal })).finally(() => clearInterval(looking));
  }

  async function look(id: string): Promise<void> {
    const seen = await ask(getPlanDocument({ path: { id } })).catch(() => null);
    if (!seen || stage.value === null || !['opening', 'reading', 'keeping'].includes(seen.step)) return;
    [stage.value, share.value] = [seen.step as Stage, seen.total > 0 ? Math.round((seen.done / seen.total) * 100) : null];
  }

  const leave = (): void => leaving.abort();
  onScopeDispose(leave);
  return { stage, share, kept, imported, forget, go, leave };
}
