import { noteRefusal } from '../backing-off';
import { hearServerTime } from '../server-clock';
import { client } from './gen/client.gen';
import { Problem } from './problem';

export * from './gen';
export { Problem };

/** Called once by each entry. Every refusal becomes a thrown Problem with the server's stable code. */
export function setUpApi(onSignedOut: () => void): void {
  client.setConfig({ baseUrl: '', credentials: 'same-origin', throwOnError: true });
  client.interceptors.request.use((request) => {
    request.headers.set('accept-language', document.documentElement.lang);
    return request;
  });
  client.interceptors.response.use((response) => {
    hearServerTime(response);
    return response;
  });
  client.interceptors.response.use(nobodyIsRefused);
  client.interceptors.error.use((error, response) => {
    const problem = Problem.of(error, response);
    noteRefusal(problem);
    if (problem.code === 'access.not-signed-in') onSignedOut();
    return problem;
  });
}

/** `GET /session` answers 204 when nobody is signed in. To the pages that is what 401 is elsewhere; only the browser does not call it an error. */
function nobodyIsRefused(response: Response, request: Request): Response {
  if (response.status !== 204 || request.method !== 'GET' || !new URL(request.url).pathname.endsWith('/session')) return response;
  return Response.json({ code: 'access.not-signed-in' }, { status: 401 });
}

/** A UUID v4 also where the page came over plain http from the office network: there `crypto.randomUUID` does not exist. */
export function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** For each new thing: pass the same header again when the same request is repeated after a lost answer. */
export const newKey = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': uuid() });

/** What the server answered; whatever it refused was thrown as a Problem before. */
export const ask = async <T>(request: Promise<{ data?: T }>): Promise<T> => (await request).data as T;
