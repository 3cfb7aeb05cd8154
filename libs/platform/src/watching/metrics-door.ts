import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
/** Whoever came through a proxy is somebody from elsewhere, whatever the address of the proxy. */
const FORWARDED = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Who may read figures: whoever bears METRICS_TOKEN; when none is set, only this machine itself, and not by way of a proxy.
 * Figures name no person, but they tell a stranger when the city is busy and what is broken.
 */
export function mayReadMetrics(token: string | undefined, address: string | undefined, headers: IncomingHttpHeaders): boolean {
  if (token) return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
  return LOOPBACK.test(address ?? '') && !FORWARDED.some((name) => headers[name] !== undefined);
}
