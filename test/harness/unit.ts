import type { City } from './city.js';
import type { Person } from './person.js';

export interface Item {
  readonly id: string;
  readonly measureNo: string;
  readonly role: string;
  readonly state: string;
  readonly evidence: string[];
  readonly answers: { id: string; state: string; reason: string | null; verdict: string | null; note: string | null }[];
}

export interface Checklist {
  readonly id: string;
  readonly revision: number;
  readonly itemsTotal: number;
  readonly itemsAnswered: number;
  readonly itemsAccepted: number;
  readonly acknowledgedAt: string | null;
  readonly deliveredAt: string | null;
  readonly sentAt: string | null;
  readonly stoodDownAt: string | null;
  readonly items: Item[];
}

/** Full evidence for any line, but for photos. */
export const proof = { count: 3, latitude: 41.57, longitude: 120.45, document: '晴气应指〔2026〕1号' };

/** A unit, seen through the account of somebody who works for it. */
export class Unit {
  readonly person: Person;

  constructor(city: City, username: string) {
    this.person = city.person(username);
  }

  /** Its newest checklist, with all lines. */
  async checklist(): Promise<Checklist> {
    const { items } = await this.person.reads<{ items: { id: string }[] }>('/checklists?mine=true');
    if (items.length === 0) throw new Error(`${this.person.username} has no checklist.`);
    return this.person.reads<Checklist>(`/checklists/${items[0]!.id}`);
  }

  async acknowledges(): Promise<void> {
    await this.person.does(`/checklists/${(await this.checklist()).id}/acknowledge`);
  }

  /** Answers every open line with a reason, which needs no evidence. */
  async answersAll(): Promise<void> {
    const { id, items } = await this.checklist();
    const open = items.filter((item) => item.role === 'responsible' && ['open', 'returned'].includes(item.state));
    if (open.length === 0) return;
    await this.person.does(`/checklists/${id}/confirm`, { items: open.map((item) => ({ itemId: item.id, answer: 'not_applicable', note: '本单位无此情形' })) });
  }

  async standsDown(): Promise<void> {
    await this.person.does(`/checklists/${(await this.checklist()).id}/stand-down`);
  }

  /** What was placed in its inbox, newest first. */
  async notices(): Promise<{ kind: string; facts: Record<string, unknown> | null; personal: boolean; subject: string }[]> {
    return (await this.person.reads<{ items: never[] }>('/notices?limit=100')).items;
  }
}
