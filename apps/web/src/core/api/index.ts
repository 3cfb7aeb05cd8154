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
  client.interceptors.error.use((error, response) => {
    const problem = Problem.of(error, response);
    if (problem.code === 'access.not-signed-in') onSignedOut();
    return problem;
  });
}

/** For each new thing: pass the same header again when the same request is repeated after a lost answer. */
export const newKey = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() });
