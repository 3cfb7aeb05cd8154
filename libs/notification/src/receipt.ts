import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReceiptSettings } from './channels/gateway-settings.js';

/** What a provider says of one message after it was taken. */
export interface Report {
  readonly key: string | null;
  readonly reference: string | null;
  readonly outcome: 'delivered' | 'failed';
  readonly code: string | null;
}

/** What came to the door, before anything of it is believed. */
export interface ReceiptClaim {
  readonly token: string | null;
  readonly timestamp: string | null;
  readonly signature: string | null;
  readonly raw: Buffer;
}

const MOST_REPORTS = 1000;
/** A signature is believed for so long, before and after. */
const FRESH_MS = 5 * 60_000;

const same = (one: string, other: string): boolean => {
  const [a, b] = [createHmac('sha256', 'compare').update(one).digest(), createHmac('sha256', 'compare').update(other).digest()];
  return timingSafeEqual(a, b);
};

/** Whether the claim comes from the provider, judged in constant time. */
export function isProved({ proof, secret }: ReceiptSettings, { token, timestamp, signature, raw }: ReceiptClaim, at: Date): boolean {
  if (proof === 'token') return token !== null && same(token, secret);
  if (!timestamp || !signature || !/^\d{10}$/.test(timestamp)) return false;
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest('hex');
  return same(signature, `sha256=${expected}`) && Math.abs(Number(timestamp) * 1000 - at.getTime()) <= FRESH_MS;
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
const at = (value: unknown, path: string): unknown => path.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
const word = (value: unknown, path: string | undefined): string | null => {
  const found = path ? at(value, path) : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found).slice(0, 200) : null;
};

/** The reports in a body, in their order. What says neither "arrived" nor "failed" is still under way, and no report. */
export function reportsOf(settings: ReceiptSettings, body: unknown): Report[] {
  const found = settings.list ? at(body, settings.list) : body;
  const list = (Array.isArray(found) ? found : [found]).slice(0, MOST_REPORTS);
  return list.flatMap((each): Report[] => {
    const code = word(each, settings.status);
    const outcome = settings.delivered.includes(code ?? '') ? 'delivered' : settings.failed.includes(code ?? '') ? 'failed' : null;
    const [key, reference] = [word(each, settings.key), word(each, settings.reference)];
    return outcome && (key || reference) ? [{ key, reference, outcome, code }] : [];
  });
}
