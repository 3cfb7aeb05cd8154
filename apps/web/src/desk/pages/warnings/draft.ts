import { onScopeDispose, reactive, watch } from 'vue';
import {
  adjustWarning,
  ask,
  draftWarning,
  editMessage,
  liftWarning,
  newKey,
  Problem,
  resumeWarning,
  revokeWarning,
  suspendWarning,
  type MessageView,
} from '../../../core/api';
import { BLANK, changesSince, fieldsOf, isDifferent, kindOf, type DraftKind } from './draft-fields';
import { forgetUnfinished, keepUnfinished, recallUnfinished } from './unfinished';

/** A pause in typing; long enough not to save every letter, short enough to lose nothing worth a word. */
const PAUSE_MS = 900;
const OPENS = { suspend: suspendWarning, resume: resumeWarning, lift: liftWarning, revoke: revokeWarning } as const;

interface Hooks {
  /** The warning on the page; none before a new one is created. */
  readonly warningId: () => string | undefined;
  /** A message has begun on the server; gives its id. */
  readonly created: (warningId: string) => Promise<string | null>;
}

/**
 * A draft that keeps itself. It begins on the page and stays in its tab until it becomes a message of the server, with its first level
 * and reason; from then on every pause in typing saves what has changed.
 */
export class Draft {
  fields = { ...BLANK };
  kind: DraftKind = 'issue';
  /** What somebody has begun to write, before it stands on the server. */
  begun: DraftKind | null = null;
  /** What is begun outlives a reload of this tab. */
  isKeptHere = false;
  messageId: string | null = null;
  savedAt: Date | null = null;
  isSaving = false;
  problem: Problem | null = null;
  private saved = { ...BLANK };
  private key = newKey();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private underWay: Promise<void> | null = null;

  constructor(private readonly hooks: Hooks) {}

  get needsLevel(): boolean {
    return this.kind === 'issue' || this.kind === 'adjust';
  }
  get isWhole(): boolean {
    return this.fields.reason.trim() !== '' && (!this.needsLevel || this.fields.level !== null);
  }
  get isTouched(): boolean {
    return isDifferent(this.fields, this.saved);
  }

  /** From nothing, or from what this tab still has of the same. */
  begin(kind: DraftKind): void {
    const kept = recallUnfinished(this.hooks.warningId());
    const again = kept?.kind === kind ? kept : null;
    this.rest();
    this.kind = kind;
    this.begun = kind;
    this.key = again?.key ?? newKey();
    this.fields = { ...BLANK, ...again?.fields };
  }

  /** Begins with what this tab still has, if that is one of these. */
  takeUp(kinds: readonly DraftKind[]): void {
    const kept = recallUnfinished(this.hooks.warningId());
    if (kept && kinds.includes(kept.kind)) this.begin(kept.kind);
  }

  /** Nothing is begun here. */
  rest(): void {
    clearTimeout(this.timer);
    Object.assign(this, { begun: null, isKeptHere: false, messageId: null, savedAt: null, problem: null, fields: { ...BLANK }, saved: { ...BLANK } });
  }

  discard(): void {
    forgetUnfinished(this.hooks.warningId());
    this.rest();
  }

  /** Takes over what the server holds, unless something typed here has not reached it yet. */
  follow(message: MessageView): void {
    if (this.isSaving || (message.id === this.messageId && this.isTouched)) return;
    if (message.id !== this.messageId) this.discard();
    this.messageId = message.id;
    this.kind = kindOf(message);
    this.fields = { ...BLANK, ...fieldsOf(message) };
    this.saved = { ...this.fields };
  }

  /** Something was typed: it stays in this tab at once, and is saved with the next pause. */
  typed(): void {
    clearTimeout(this.timer);
    this.keepHere();
    if (this.isTouched) this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  private keepHere(): void {
    if (this.begun) this.isKeptHere = keepUnfinished(this.hooks.warningId(), { kind: this.begun, fields: { ...this.fields }, key: this.key });
  }

  /** Saves at once; true when everything typed has reached the server. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    await this.underWay;
    if (!this.isWhole) return false;
    if (this.messageId && !this.isTouched) return true;
    this.underWay = this.keep();
    await this.underWay;
    this.underWay = null;
    return this.problem === null;
  }

  leave(): void {
    clearTimeout(this.timer);
    if (this.isTouched && this.isWhole) void this.flush();
  }

  private async keep(): Promise<void> {
    const sent = { ...this.fields };
    const page = this.hooks.warningId();
    this.isSaving = true;
    this.problem = null;
    try {
      if (this.messageId) await editMessage({ path: { id: this.hooks.warningId()! }, body: changesSince(sent, this.saved) });
      else {
        this.messageId = await this.hooks.created(await this.create());
        this.begun = null;
        for (const one of [page, this.hooks.warningId()]) forgetUnfinished(one);
      }
      this.saved = sent;
      this.savedAt = new Date();
    } catch (error) {
      this.problem = Problem.of(error, undefined);
      // A refusal is the answer to this request; after a lost answer the same key asks for the same thing again.
      if (this.problem.status !== 0) this.key = newKey();
      this.keepHere();
    } finally {
      this.isSaving = false;
    }
  }

  private async create(): Promise<string> {
    const { level, exercise, speed, ...said } = this.fields;
    const body = { ...said, reason: said.reason.trim(), documentNumber: said.documentNumber.trim() || null };
    const id = this.hooks.warningId();
    if (this.kind === 'issue' || !id) {
      return (await ask(draftWarning({ body: { ...body, level: level!, exercise, speed: exercise ? speed : 1 }, headers: this.key }))).id;
    }
    const call = { path: { id }, headers: this.key };
    if (this.kind === 'adjust') await adjustWarning({ ...call, body: { ...body, level: level! } });
    else await OPENS[this.kind]({ ...call, body });
    return id;
  }
}

export function useDraft(hooks: Hooks): Draft {
  const draft = reactive(new Draft(hooks)) as Draft;
  watch(() => draft.fields, () => draft.typed(), { deep: true });
  onScopeDispose(() => draft.leave());
  return draft;
}
