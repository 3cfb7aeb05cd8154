import { Problem } from './api';

const PATIENCE_MS = 120_000;

export interface FormToSend {
  readonly address: string;
  readonly key: string;
  readonly form: FormData;
  /** Hears which share of it has left, from 0 to 1. */
  readonly progress: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Sends a file. `fetch` cannot tell how much has left already, so this is the one kind of request that does not use it. */
export function sendForm<Answer>({ address, key, form, progress, signal }: FormToSend): Promise<Answer> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'json';
    request.timeout = PATIENCE_MS;
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('Accept-Language', document.documentElement.lang);
    request.upload.addEventListener('progress', (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener('load', () => (request.status === 201 ? done(request.response as Answer) : failed(new Problem(request.status, request.response ?? {}))));
    for (const lost of ['error', 'timeout', 'abort']) request.addEventListener(lost, () => failed(new Problem(0, {})));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
