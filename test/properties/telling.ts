import { randomUUID } from 'node:crypto';
import { ConfirmItems, WarningPreview, type ManyAnswers } from '#checklist';
import type { Command } from '@nestjs/cqrs';
import { Idempotency, Refusal, type Actor } from '#platform';
import { HISTORY_ROWS, type Outcome, type Request, type Verb } from '../crash/history.js';
import type { District } from './district.js';
import type { GivenAnswer, Verdict } from './night-model.js';

/** A confirmation that was sent, so that it can be sent again. */
export interface Sent {
  /** The warning of that night. */
  readonly night: string;
  readonly unit: string;
  readonly key: string;
  readonly answers: readonly GivenAnswer[];
  readonly request: Request;
}

interface Created {
  readonly verdict: Verdict;
  readonly id: string | null;
}

/** One night told to the real handlers, with its people's own record of it, in the words that the crash suite's invariants know. */
export class Telling {
  warningId = '';
  readonly confirmations: Sent[] = [];
  private readonly requests: Request[] = [];

  constructor(readonly district: District) {}

  /** Something that creates, under its key; asked again with the same or with another body, as people in a hurry do. */
  async creates(verb: 'draft' | 'open', by: Actor, command: () => Command<{ id: string } | { messageId: string }>, again: 'never' | 'same' | 'other'): Promise<Created> {
    const key = randomUUID();
    const once = await this.once(by, key, { verb }, command);
    const first = this.note(verb, by, verb === 'open' ? this.warningId : null, key, once.verdict, { body: { verb }, answer: once.answer });
    const id = once.answer === null ? null : 'id' in once.answer ? once.answer.id : once.answer.messageId;
    if (again === 'never' || once.verdict !== null) return { verdict: once.verdict, id };
    const body = again === 'same' ? { verb } : { verb, other: true };
    const second = await this.once(by, key, body, command);
    this.note(verb, by, first.subject, key, second.verdict, { body, answer: second.answer, repeats: first.n });
    expect(second).toEqual(again === 'same' ? once : { verdict: 'idempotency.key-reused', answer: null });
    return { verdict: null, id };
  }

  /** What changes the state of something that exists. */
  async does(verb: Verb | null, by: Actor, subject: string, command: Command<unknown>, body?: object): Promise<Verdict> {
    const { refused } = await this.district.tries(command, by);
    if (verb) this.note(verb, by, subject, randomUUID(), refused, { body });
    return refused;
  }

  async confirms(unit: string, key: string, answers: readonly GivenAnswer[], repeats?: Sent): Promise<Verdict> {
    const [by, list] = [this.district.unit(unit), await this.listOf(unit)];
    const input: ManyAnswers = { clientKey: key, items: answers.map(inWords) };
    const { refused, result } = await this.district.tries(new ConfirmItems(by, list, input), by);
    // What was refused the first time may be taken the second: that is no other answer to the same question.
    const of = repeats && repeats.request.outcome === 'ok' ? repeats.request.n : undefined;
    const request = this.note('confirm', by, list, key, refused, { body: { items: input.items }, answer: result, repeats: of });
    if (!repeats) this.confirmations.push({ night: this.warningId, unit, key, answers, request });
    return refused;
  }

  /** The hash that an approver has on his screen. */
  async previewHash(level: string): Promise<string> {
    const query = new WarningPreview(this.district.officer('approver'), this.warningId, { warningLevel: level });
    return (await this.district.stage.query(query)).previewHash;
  }

  /** The newest checklist of the unit; one that does not exist if it has none. */
  async listOf(unit: string): Promise<string> {
    const [row] = await this.district.query<{ id: string }>(
      `SELECT list.id FROM checklist_checklist list JOIN response_response response ON response.id = list.response_id WHERE response.warning_id = $1 AND unit_id = $2`,
      [this.warningId, this.district.units.get(unit)],
    );
    return row?.id ?? '0';
  }

  async writeDown(): Promise<void> {
    await this.district.query(HISTORY_ROWS, [JSON.stringify(this.requests)]);
  }

  private async once(by: Actor, key: string, body: object, command: () => Command<{ id: string } | { messageId: string }>) {
    const { stage } = this.district;
    try {
      const answer = await stage.module.get(Idempotency).once(by.id, key, ['POST', body], () => stage.command(command(), by));
      return { verdict: null, answer };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { verdict: error.code, answer: null };
    }
  }

  private note(verb: Verb, { id: actor }: Actor, subject: string | null, key: string, refused: Verdict, more: { body?: unknown; answer?: unknown; repeats?: number }): Request {
    const outcome: Outcome = refused === null ? 'ok' : 'refused';
    const { body = null, answer = null, repeats = null } = more;
    const what = { n: this.requests.length + 1, actor, verb, subject, key, body, repeats, tries: 1, unknowns: 0 };
    const request: Request = { ...what, outcome, status: refused === null ? 200 : refused === 'idempotency.key-reused' ? 422 : 409, code: refused, answer };
    this.requests.push(request);
    return request;
  }
}

const UNTIL = { none: null, past: '2020-01-01T00:00:00+08:00', later: '2099-01-01T00:00:00+08:00' };

const inWords = ({ line, answer, note, proof, until }: GivenAnswer): ManyAnswers['items'][number] => ({
  itemId: String(line),
  answer,
  note: note ? '说明' : null,
  untilAt: UNTIL[until],
  ...(proof ? { count: 3, latitude: 41.5, longitude: 120.4 } : {}),
});
