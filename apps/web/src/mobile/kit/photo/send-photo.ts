import type { KeepPhotoData, PhotoView } from '@/core/api';
import { sendForm } from '@/core/send-form';

const ADDRESS: KeepPhotoData['url'] = '/api/v1/evidence';

/** One photo on its way; sent again after a lost answer under the same key, with the same words, it is kept once. */
export interface Parcel {
  readonly key: string;
  readonly blob: Blob;
  /** When it was taken, by the phone; ISO 8601. */
  readonly deviceAt: string;
}

export function sendPhoto({ key, blob, deviceAt }: Parcel, progress: (share: number) => void): Promise<PhotoView> {
  const form = new FormData();
  form.append('deviceAt', deviceAt);
  form.append('file', blob, 'photo.jpg');
  return sendForm<PhotoView>({ address: ADDRESS, key, form, progress });
}
