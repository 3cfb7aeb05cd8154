import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.js';
import type { Client } from './client.js';
import type { Level, Programme } from './programme.js';

const own = { basis: 'own_forecast', reason: '演练：预测日AQI持续偏高' };
const SIGNED = ['warning.message-already-approved'];

/** The command centre: one drafts, another signs, as the product asks for it. */
export class Desk {
  constructor(
    private readonly officer: Client,
    private readonly approvers: readonly Client[],
    private readonly chance: Chance,
  ) {}

  /** 发布: returns the warning and the response that it opened. */
  async raises({ level, exercise, speed, rivalry }: Programme): Promise<{ warning: string; response: string }> {
    const draft = { verb: 'draft' as const, path: '/warnings', key: this.chance.key(), body: { ...own, level, exercise, ...(exercise ? { speed } : {}) } };
    const { body, request } = await this.officer.asks<{ id: string }>(draft);
    const warning = body.id;
    if (this.chance.happens(0.3)) await this.officer.asks({ ...draft, repeats: request.n });
    if (this.chance.happens(0.3)) await this.officer.asks({ ...draft, body: { ...draft.body, speed: 7 }, repeats: request.n });
    await this.signs(warning, rivalry);
    const { items } = await this.officer.reads<{ items: { id: string; warningId: string }[] }>('/responses');
    return { warning, response: items.find((one) => one.warningId === warning)?.id ?? '' };
  }

  /** 调级, by the difference that both have seen. */
  async adjusts(warning: string, level: Level): Promise<void> {
    await this.opens(warning, 'adjust', { level });
    await this.signs(warning, false);
  }

  async moves(warning: string, kind: 'suspend' | 'resume' | 'lift'): Promise<void> {
    await this.opens(warning, kind, {});
    await this.signs(warning, false);
  }

  /** What the programme holds for the middle of the night. */
  async midway(warning: string, { adjustment, suspension }: Programme): Promise<void> {
    await sleep(this.chance.whole(20, 400));
    if (adjustment) await this.adjusts(warning, adjustment);
    if (!suspension) return;
    await this.moves(warning, 'suspend');
    await sleep(this.chance.whole(20, 150));
    await this.moves(warning, 'resume');
  }

  /** 进度: the checklist of each unit that holds one, as the board shows them after the lifting. */
  async board(response: string): Promise<Map<string, string>> {
    const lists = new Map<string, string>();
    for (let cursor = ''; ; ) {
      const page = await this.officer.reads<{ items: { id: string; unitId: string }[]; nextCursor: string | null }>(`/checklists?responseId=${response}&limit=100${cursor}`);
      for (const { id, unitId } of page.items) lists.set(unitId, id);
      if (!page.nextCursor) return lists;
      cursor = `&cursor=${page.nextCursor}`;
    }
  }

  /** 重发: whatever failed to leave is sent again, at times by two clicks at once. */
  async replays(response: string): Promise<void> {
    const click = () => this.officer.asks({ verb: 'replay', path: `/responses/${response}/deliveries/replay`, subject: response, key: this.chance.key() });
    await Promise.all([click(), ...(this.chance.happens(0.3) ? [click()] : [])]);
  }

  /** 免除. */
  async excuses(checklist: string): Promise<void> {
    await this.officer.asks({ verb: 'excuse', path: `/checklists/${checklist}/excuse`, subject: checklist, key: this.chance.key(), body: { reason: '演练：该单位停电' } });
  }

  private async opens(warning: string, kind: string, more: object): Promise<void> {
    const ask = { verb: 'open' as const, path: `/warnings/${warning}/${kind}`, subject: warning, key: this.chance.key(), body: { ...own, ...more } };
    const { request } = await this.officer.asks(ask);
    if (this.chance.happens(0.3)) await this.officer.asks({ ...ask, repeats: request.n });
  }

  /** Submitted, previewed, signed; in a rivalry by two at once, of whom one learns that he is the second. */
  private async signs(warning: string, rivalry: boolean): Promise<void> {
    const submission = { verb: 'submit' as const, path: `/warnings/${warning}/submit`, subject: warning, key: this.chance.key() };
    await this.officer.asks(submission);
    const [first, second] = this.chance.shuffled(this.approvers);
    const { openMessage } = await first!.reads<{ openMessage: { level: string | null } | null }>(`/warnings/${warning}`);
    const seen = openMessage?.level ? await first!.reads<{ previewHash: string }>(`/warnings/${warning}/preview`) : null;
    const body = seen ? { previewHash: seen.previewHash } : {};
    const approve = (by: Client) => by.asks({ verb: 'approve', path: `/warnings/${warning}/approve`, subject: warning, key: this.chance.key(), body, already: SIGNED });
    await Promise.all([approve(first!), ...(rivalry ? [approve(second!)] : [])]);
  }
}
