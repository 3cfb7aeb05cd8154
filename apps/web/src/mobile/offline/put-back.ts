import { asDraft, keepDraft, recallDraft } from './drafts';

interface Written {
  readonly name: string;
  readonly content: object;
}

/** What stood in a record is a draft again; lines of a checklist beside those that are being filled in. */
export async function putBack({ name, content }: Written): Promise<void> {
  const before = recallDraft<{ lines?: object }>(name);
  const after = 'lines' in content ? { lines: { ...before?.lines, ...(content.lines as object) } } : content;
  await keepDraft(asDraft(name, after)).catch(() => undefined);
}
