import type { QueryTemplate, RequestTemplate, SmsSettings, Where } from '../channels/gateway-settings.js';
import type { Outcome } from '../settlement.js';
import type { Gateway, Letter, Word } from './gateway.js';
import { call, valueAt, verdictOf, type HttpRequest } from './http-call.js';

/** A short message platform 短信平台, spoken to by templates: there are dozens, and each has its own words for the same thing. */
export class SmsGateway implements Gateway {
  readonly repetition = 'marked';
  readonly ask?: (letter: Letter, signal: AbortSignal) => Promise<Word>;
  readonly settledSeconds?: number;

  constructor(private readonly settings: SmsSettings) {
    const { query } = settings;
    this.settledSeconds = query?.settledSeconds;
    if (query) this.ask = (letter, signal) => asked(query, letter, signal);
  }

  async send(letter: Letter, signal: AbortSignal): Promise<Outcome> {
    const { answer: terms } = this.settings;
    const called = await call(requestOf(this.settings, letter), signal);
    if ('problem' in called) return called.problem;
    const { json, retryAfter } = called.answer;
    const verdict = verdictOf(called.answer);
    if (verdict) return verdict;
    if (fits(json, terms.success)) return { kind: 'accepted', reference: terms.reference ? (valueAt(json, terms.reference) ?? null) : null };
    const code = (terms.code && valueAt(json, terms.code)) ?? '';
    const text = `${code} ${(terms.text && valueAt(json, terms.text)) ?? ''}`.trim() || 'The answer says neither yes nor why not.';
    if (terms.throttled.includes(code)) return { kind: 'throttled', whose: 'gateway', seconds: retryAfter, code: 'channel.throttled', text };
    if (terms.refused.includes(code)) return { kind: 'refused', code: 'channel.refused', text };
    return { kind: 'failed', ill: false, seconds: retryAfter, code: 'channel.provider-error', text };
  }
}

async function asked(query: QueryTemplate, letter: Letter, signal: AbortSignal): Promise<Word> {
  const called = await call(requestOf(query, letter), signal);
  if ('problem' in called) return { kind: 'unknown', code: called.problem.code, text: called.problem.text };
  const { json, status } = called.answer;
  if (status < 300 && fits(json, query.accepted)) return { kind: 'accepted', reference: query.reference ? (valueAt(json, query.reference) ?? null) : null };
  if (status < 500 && fits(json, query.absent)) return { kind: 'absent' };
  return { kind: 'unknown', code: 'channel.query-unclear', text: `HTTP ${status} to the query` };
}

const fits = (json: unknown, { path, equals }: Where): boolean => equals.includes(valueAt(json, path) ?? '');

/** Fills a template; each placeholder is escaped as its place needs it, so that no text can become part of the protocol. */
export function requestOf(template: RequestTemplate, letter: Pick<Letter, 'address' | 'text' | 'key' | 'number'>): HttpRequest {
  const headers = { 'content-type': 'application/json', ...lowered(template.headers ?? {}) };
  const values: Record<string, string> = { mobile: letter.address, text: letter.text, key: letter.key, number: letter.number };
  const fill = (text: string, escape: (value: string) => string): string => text.replace(/\{\{(\w+)\}\}/g, (all, name: string) => (name in values ? escape(values[name]!) : all));
  const inBody = headers['content-type'].includes('json') ? (value: string) => JSON.stringify(value).slice(1, -1) : encodeURIComponent;
  const body = template.method === 'POST' && template.body !== undefined ? { body: fill(template.body, inBody) } : {};
  return { method: template.method, url: fill(template.url, encodeURIComponent), headers, ...body };
}

const lowered = (headers: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
