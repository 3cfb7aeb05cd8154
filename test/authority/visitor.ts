import { Sessions, LoadAccount, type Role } from '#identity';
import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import type { City } from '../harness/city.js';

/** Somebody with a cookie, or without one, who tries doors. */
export class Visitor {
  constructor(
    private readonly url: string,
    private readonly cookie: string | null,
  ) {}

  async tries(method: string, path: string, body?: unknown): Promise<{ status: number; code: string; body: any }> {
    const controller = new AbortController();
    const reply = await fetch(`${this.url}${path}`, {
      method,
      signal: controller.signal,
      headers: { ...(this.cookie ? { cookie: `qk_session=${this.cookie}` } : {}), 'idempotency-key': randomUUID(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (reply.headers.get('content-type')?.startsWith('text/event-stream')) {
      controller.abort();
      return { status: reply.status, code: '', body: null };
    }
    const text = await reply.text();
    const json = reply.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : null;
    return { status: reply.status, code: json?.code ?? '', body: json };
  }
}

/** An account of that role, made and signed in by the product itself, without the slow password. */
export async function visitorAs(city: City, role: Role, place: { jurisdictionId: string; unitId?: string | null }): Promise<Visitor> {
  const username = `v-${role}-${randomUUID().slice(0, 8)}`;
  const input = { username, name: '访客', roles: [role], ...(place.unitId ? { unitId: place.unitId } : {}) };
  const { id } = await city.service(CommandBus).execute(new LoadAccount(place.jurisdictionId, input));
  const { token } = await city.service(Sessions).open(id, null);
  return new Visitor(city.url, token);
}
