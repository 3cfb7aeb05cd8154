import { Problem, type KeepPhotoData, type PhotoView } from '@/core/api';

const ADDRESS: KeepPhotoData['url'] = '/api/v1/evidence';
const PATIENCE_MS = 120_000;

/** One photo on its way; sent again after a lost answer under the same key, with the same words, it is kept once. */
export interface Parcel {
  readonly key: string;
  readonly blob: Blob;
  /** When it was taken, by the phone; ISO 8601. */
  readonly deviceAt: string;
}

/** Sends one photo. `fetch` cannot tell how much has left already, so this is the one request that does not use it. */
export function sendPhoto({ key, blob, deviceAt }: Parcel, progress: (share: number) => void): Promise<PhotoView> {
  const form = new FormData();
  form.append('deviceAt', deviceAt);
  form.append('file', blob, 'photo.jpg');
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', ADDRESS);
    request.responseType = 'json';
    request.timeout = PATIENCE_MS;
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('Accept-Language', document.documentElement.lang);
    request.upload.addEventListener('progress', (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener('load', () => (request.status === 201 ? done(request.response as PhotoView) : failed(new Problem(request.status, request.response ?? {}))));
    for (const lost of ['error', 'timeout', 'abort']) request.addEventListener(lost, () => failed(new Problem(0, {})));
    request.send(form);
  });
}
