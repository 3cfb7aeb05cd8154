import { randomUUID } from 'node:crypto';
import type { City } from '../harness/city.js';
import type { Person } from '../harness/person.js';
import type { Meter } from './meter.js';

/** Uses routes one after the other, each so that it succeeds, and keeps what each said to PostgreSQL. */
export class Walk {
  /** The statements of every use of a route, as `GET /api/v1/warnings/:id`. */
  readonly uses = new Map<string, string[][]>();

  constructor(
    readonly city: City,
    private readonly meter: Meter | null = null,
  ) {}

  /** `route` without its prefix, perhaps with a query; `ids` take the places of its parameters in order. */
  async call(who: Person | null, route: string, ids: readonly string[] = [], body?: unknown): Promise<any> {
    const [method, address] = route.split(' ') as [string, string];
    const left = [...ids];
    const [path, query] = address.split('?') as [string, string?];
    const place = path.replace(/:\w+/g, () => encodeURIComponent(left.shift()!)) + (query ? `?${query}` : '');
    const outside = ['/healthz', '/readyz', '/metrics'].includes(place);
    // Signed in, and noted as seen this minute: that is said once a minute, by whichever request comes first.
    if (who) await who.reads('/session');
    const { result, statements } = await this.counted(() => this.sent(method, `${outside ? '' : '/api/v1'}${place}`, who, body));
    const name = `${method} ${outside ? '' : '/api/v1'}${path}`;
    this.uses.set(name, [...(this.uses.get(name) ?? []), statements]);
    return result;
  }

  private async counted(work: () => Promise<any>): Promise<{ result: any; statements: string[] }> {
    return this.meter ? this.meter.of(work) : { result: await work(), statements: [] };
  }

  private async sent(method: string, path: string, who: Person | null, body: unknown): Promise<any> {
    const isForm = body instanceof FormData;
    const leaves = new AbortController();
    const reply = await fetch(`${this.city.url}${path}`, {
      method,
      signal: leaves.signal,
      headers: { ...(who ? { cookie: who.session } : {}), 'idempotency-key': randomUUID(), ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }) },
      body: isForm ? body : body === undefined ? undefined : JSON.stringify(body),
    });
    if (reply.headers.get('content-type')?.startsWith('text/event-stream')) {
      await reply.body!.getReader().read();
      leaves.abort();
      return null;
    }
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return reply.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : text;
  }
}
