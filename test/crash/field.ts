import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.js';
import type { Client } from './client.js';

export interface Item {
  readonly id: string;
  readonly role: string;
  readonly state: string;
  readonly evidence: readonly string[];
}

interface Checklist {
  readonly id: string;
  readonly items: readonly Item[];
}

const PROOF = { count: 3, latitude: 41.57, longitude: 120.45, document: '演练记录' };
const inTheMorning = (): string => new Date(Date.now() + 86_400_000).toISOString();

/** One unit and the person who answers for it. */
export class FieldUnit {
  constructor(
    private readonly client: Client,
    private readonly chance: Chance,
    private readonly pictures: readonly Buffer[],
  ) {}

  /** Fetches, reads, acknowledges and answers, in the ways in which people do: in parts, twice, with photos, corrected later. */
  async answers(): Promise<void> {
    const list = await this.list();
    if (!list) return;
    if (this.chance.happens(0.5)) await this.simply('read', list.id);
    if (this.chance.happens(0.8)) await this.simply('acknowledge', list.id);
    const waiting = list.items.filter(isWaiting);
    for (const part of this.chance.happens(0.5) ? [waiting] : waiting.map((item) => [item])) await this.confirms(list.id, part);
    if (waiting.length > 0 && this.chance.happens(0.2)) await this.confirms(list.id, [this.chance.one(waiting)]);
  }

  /** Answers again what came back, after a while. */
  async answersAgain(afterMs: number): Promise<void> {
    await sleep(afterMs);
    const list = await this.list();
    const returned = list?.items.filter((item) => item.state === 'returned') ?? [];
    if (list && returned.length > 0) await this.confirms(list.id, returned);
  }

  async standsDown(list: string): Promise<void> {
    await this.simply('stand-down', list);
  }

  get unitId(): string {
    return this.client.account.unitId;
  }

  /** Its checklist with the lines; null when it has none. Fetching is receiving. */
  private async list(): Promise<Checklist | null> {
    const [first] = (await this.client.reads<{ items: { id: string }[] }>('/checklists?mine=true')).items;
    return first ? this.client.reads<Checklist>(`/checklists/${first.id}`) : null;
  }

  private async simply(verb: 'read' | 'acknowledge' | 'stand-down', list: string): Promise<void> {
    await this.client.asks({ verb, path: `/checklists/${list}/${verb}`, subject: list, key: this.chance.key() });
  }

  private async confirms(list: string, items: readonly Item[]): Promise<void> {
    if (items.length === 0) return;
    const answers = [];
    for (const item of items) answers.push({ itemId: item.id, ...(await this.answerTo(item)) });
    const key = this.chance.key();
    const ask = { verb: 'confirm' as const, path: `/checklists/${list}/confirm`, subject: list, key, body: { clientKey: key, items: answers } };
    const asked = this.client.asks(ask);
    // A phone on a bad line sends the same answer twice, sometimes at the same moment.
    const { request } = this.chance.happens(0.15) ? (await Promise.all([asked, this.client.asks(ask)]))[0] : await asked;
    if (this.chance.happens(0.1)) await this.client.asks({ ...ask, repeats: request.n });
    // Another answer under a key that was used is a mistake of a device; silence about it would be one of ours.
    if (this.chance.happens(0.05)) await this.client.asks({ ...ask, repeats: request.n, body: { ...ask.body, items: answers.map((answer) => ({ ...answer, note: '演练：另一个答复' })) } });
  }

  private async answerTo(item: Item): Promise<object> {
    const answer = this.chance.one(['done', 'done', 'partly', 'cannot', 'not_applicable']);
    if (answer === 'cannot') return { answer, note: '演练：设备检修', untilAt: inTheMorning() };
    if (answer !== 'done') return { answer, note: '演练：部分落实' };
    if (!item.evidence.includes('photo')) return { answer, ...PROOF };
    // A photo costs the server more than all the rest, so most are answered in words.
    if (this.chance.happens(0.75)) return { answer: 'not_applicable', note: '演练：本地无此企业' };
    const photo = await photographs(this.client, this.chance, this.pictures);
    return photo ? { answer, photos: [photo] } : { answer: 'partly', note: '演练：照片未传上' };
  }
}

const isWaiting = (item: Item): boolean => item.role === 'responsible' && (item.state === 'open' || item.state === 'returned');

/** Uploads a picture; its id, or null when it was refused. */
export async function photographs(client: Client, chance: Chance, pictures: readonly Buffer[]): Promise<string | null> {
  const ask = { verb: 'photo' as const, path: '/evidence', key: chance.key(), picture: chance.one(pictures) };
  const { outcome, body, request } = await client.asks<{ id: string }>(ask);
  if (chance.happens(0.2)) await client.asks({ ...ask, repeats: request.n });
  return outcome === 'ok' ? body.id : null;
}
