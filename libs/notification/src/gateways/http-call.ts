import type { Outcome } from '../settlement.js';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Seconds that the other side asks to wait for; null when it does not. */
  readonly retryAfter: number | null;
  readonly json: unknown;
}

type Problem = Extract<Outcome, { kind: 'failed' | 'unknown' }>;
export type Called = { readonly answer: HttpAnswer } | { readonly problem: Problem };

/** Nothing had left yet when these were met. */
const BEFORE_IT_LEFT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;
const MOST_BYTES = 65_536;

/** One request, without redirects, with a bounded answer. Says of each failure whether the message may have arrived. */
export async function call(request: HttpRequest, signal: AbortSignal): Promise<Called> {
  try {
    const { method, url, headers, body } = request;
    const reply = await fetch(url, { method, headers, body, redirect: 'manual', signal });
    return { answer: { status: reply.status, retryAfter: retryAfterOf(reply), json: parsed(await bounded(reply)) } };
  } catch (error) {
    const code = codeOf(error);
    const text = `${code}: ${(error as Error).message}`;
    if (BEFORE_IT_LEFT.test(code)) return { problem: { kind: 'failed', ill: true, seconds: null, code: 'channel.unreachable', text } };
    return { problem: { kind: 'unknown', code: signal.aborted ? 'channel.no-answer' : 'channel.connection-lost', text } };
  }
}

/** What an HTTP status alone says; null: it was answered, and the answer says more. */
export function verdictOf({ status, retryAfter }: HttpAnswer): Outcome | null {
  const text = `HTTP ${status}`;
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return { kind: 'refused', code: 'channel.redirected', text };
  if (status === 429) return { kind: 'throttled', whose: 'gateway', seconds: retryAfter, code: 'channel.throttled', text };
  if (status === 401 || status === 403) return { kind: 'failed', ill: true, seconds: retryAfter, code: 'channel.not-allowed', text };
  if (status === 501 || status === 503) return { kind: 'failed', ill: true, seconds: retryAfter, code: 'channel.unavailable', text };
  if (status >= 500 || status === 408) return { kind: 'unknown', code: 'channel.broken', text };
  return { kind: 'refused', code: 'channel.refused', text };
}

/** The value at `data.0.code`, as text; undefined when it is not there. */
export function valueAt(json: unknown, path: string): string | undefined {
  const found = path.split('.').reduce<unknown>((value, name) => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined), json);
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : undefined;
}

function codeOf(error: unknown): string {
  const { cause, code, name } = error as { cause?: { code?: string }; code?: string; name?: string };
  return cause?.code ?? code ?? name ?? 'unknown';
}

/** In seconds, or as a date beside the answer's own Date: the clock of this host decides nothing. */
function retryAfterOf(reply: Response): number | null {
  const header = reply.headers.get('retry-after');
  if (!header) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const [until, now] = [Date.parse(header), Date.parse(reply.headers.get('date') ?? '')];
  return Number.isNaN(until - now) ? null : Math.max(0, Math.round((until - now) / 1000));
}

async function bounded(reply: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of reply.body ?? []) {
    chunks.push(chunk as Uint8Array);
    if ((bytes += (chunk as Uint8Array).length) > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
