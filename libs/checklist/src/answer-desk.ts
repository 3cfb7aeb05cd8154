import { Injectable } from '@nestjs/common';
import { Bell, Database, failpoint, IdempotencyKeyReused, InputRefused, JOURNAL_BELL, RecordNotFound, SharedWork, sql, type FieldFault, type Prepared, type Settled } from '#platform';
import type { AnsweredItem, Answering, ItemAnswer } from './commands/answers.js';
import { AlreadyStoodDown } from './checklist.refusals.js';
import { answer, type EvidenceKind, type GivenAnswer, type ItemRole, type ItemState } from './item.js';
import { isSameAnswer, type KeptAnswer } from './same-answer.js';
import { AnswersRefused, ItemRefusal } from './item.refusals.js';

interface Loaded {
  readonly n: number;
  readonly line: number;
  readonly unitId: string;
  readonly jurisdictionId: string;
  readonly responseId: string;
  readonly revision: number;
  readonly stoodDownAt: Date | null;
  readonly state: ItemState;
  readonly role: ItemRole;
  readonly evidence: EvidenceKind[];
  readonly leads: string[] | null;
  readonly earlier: KeptAnswer | null;
  readonly latest: string | null;
  readonly at: Date;
}

const HOLD: Prepared = { name: 'checklist-hold', text: 'SELECT id FROM checklist_checklist WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE' };
const LOAD: Prepared = { name: 'checklist-load-items', text: sql(import.meta.url, './commands/load-items.sql') };
const KEEP: Prepared = { name: 'checklist-keep-answers', text: sql(import.meta.url, './commands/keep-answers.sql') };

/** While one turn waits for its commit another is decided and a third gathers; fewer leave a processor idle, more make small turns. */
const LANES = { lanes: 3, most: 200 };

/**
 * 反馈的入口: load, decide, keep, for all requests that arrive together. Each request is kept whole or refused whole;
 * what was answered is durable when the answer goes out, because the outcome is told only after the commit.
 */
@Injectable()
export class AnswerDesk {
  private readonly shared = new SharedWork<Answering, AnsweredItem[]>(LANES, (request) => request.checklistId, (requests) => this.turn(requests));

  constructor(
    private readonly database: Database,
    private readonly bell: Bell,
  ) {}

  /** Shares a turn with others, unless a transaction is already open: then it joins that one. */
  async take(request: Answering): Promise<AnsweredItem[]> {
    if (!this.database.inTransaction) return this.shared.do(request);
    const [settled] = await this.turn([request]);
    if ('refused' in settled!) throw settled.refused;
    return settled!.outcome;
  }

  private async turn(requests: readonly Answering[]): Promise<Settled<AnsweredItem[]>[]> {
    const settled = await this.database.pipelined(async () => {
      const asked = requests.flatMap((r, n) => r.items.map((item) => ({ n, checklist: r.checklistId, line: Number(item.itemId), key: r.clientKey, compares: item.seenAnswer !== undefined })));
      // Two statements: the second sees what was committed while the first waited for its locks.
      const [, loaded] = await Promise.all([
        this.database.prepared(HOLD, [requests.map((request) => request.checklistId)]),
        this.database.prepared<Loaded>(LOAD, [JSON.stringify(asked)]),
      ]);
      const verdicts = requests.map((request, n) => decideAll(request, n, loaded.filter((row) => row.n === n)));
      await failpoint('answer.decided');
      const kept = verdicts.flatMap((verdict) => ('kept' in verdict ? verdict.kept : []));
      if (kept.length > 0) {
        this.database.send(KEEP, [JSON.stringify(kept)]);
        this.database.afterCommit(() => this.bell.ring(JOURNAL_BELL));
      }
      await failpoint('answer.before-commit');
      return verdicts.map((verdict) => ('refused' in verdict ? verdict : { outcome: verdict.outcome }));
    });
    await failpoint('answer.committed');
    return settled;
  }
}

const TWICE: FieldFault = { field: 'items', code: 'twice', message: 'One request answers an item once.' };

type Kept = Record<string, unknown>;
type Decided = { readonly refused: Error } | { readonly outcome: AnsweredItem[]; readonly kept: Kept[] };

/** All answers of one request, or the faults of those that cannot be taken. */
function decideAll(request: Answering, n: number, rows: readonly Loaded[]): Decided {
  const faults: FieldFault[] = [];
  const outcome: AnsweredItem[] = [];
  const kept: Kept[] = [];
  const leads = new Set<string>();
  if (new Set(request.items.map((item) => Number(item.itemId))).size < request.items.length) return { refused: new InputRefused([TWICE]) };
  for (const [at, item] of request.items.entries()) {
    const row = rows.find((candidate) => candidate.line === Number(item.itemId));
    if (!row || row.unitId !== request.unitId || row.jurisdictionId !== request.jurisdictionId) return { refused: new RecordNotFound('checklist item', item.itemId) };
    if (row.earlier && !isSameAnswer(row.earlier, item)) return { refused: new IdempotencyKeyReused(request.clientKey) };
    if (!row.earlier && row.stoodDownAt) return { refused: new AlreadyStoodDown(row.stoodDownAt) };
    try {
      // The same answer arriving again was taken the first time, whatever has happened since.
      const state = row.earlier?.state ?? answer(row, given(item, row.latest), row.at);
      outcome.push({ itemId: item.itemId, state });
      row.leads?.forEach((lead) => leads.add(lead));
      if (!row.earlier) kept.push(columns(request, n, item, row));
    } catch (error) {
      if (!(error instanceof ItemRefusal)) throw error;
      if (request.items.length === 1) return { refused: error };
      faults.push({ field: `items.${at}.${error.field}`, code: error.code, message: error.message });
    }
  }
  if (faults.length > 0) return { refused: new AnswersRefused(faults) };
  const audience = ['command', `unit:${request.unitId}`, ...[...leads].map((lead) => `unit:${lead}`)];
  return { outcome, kept: kept.map((columnsOfItem) => ({ ...columnsOfItem, audience })) };
}

const given = (item: ItemAnswer, latest: string | null): GivenAnswer => ({
  isOvertaken: item.seenAnswer !== undefined && item.seenAnswer !== latest,
  answer: item.answer,
  note: item.note ?? null,
  count: item.count ?? null,
  untilAt: item.untilAt ? new Date(item.untilAt) : null,
  hasLocation: item.latitude != null && item.longitude != null,
  document: item.document ?? null,
  photos: item.photos?.length ?? 0,
});

const columns = (request: Answering, n: number, item: ItemAnswer, row: Loaded): Kept => ({
  n,
  checklist: request.checklistId,
  line: row.line,
  key: request.clientKey,
  state: item.answer,
  was: row.state,
  note: item.note ?? null,
  count: item.count ?? null,
  until: item.untilAt ?? null,
  latitude: item.latitude ?? null,
  longitude: item.longitude ?? null,
  document: item.document ?? null,
  photos: item.photos ?? [],
  actor: request.actorId,
  device: item.deviceAt ?? null,
  request: request.requestId,
  jurisdiction: row.jurisdictionId,
  response: row.responseId,
  unit: row.unitId,
  revision: row.revision,
});

