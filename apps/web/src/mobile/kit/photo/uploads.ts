import { Problem } from '@/core/api';
import { computed, markRaw, reactive, type ComputedRef } from 'vue';
import { freshKey } from '../outgoing';
import { sendPhoto, type Parcel } from './send-photo';
import { shrink } from './shrink';

/** A photo that the server does not have yet. */
export interface Upload {
  readonly key: string;
  /** Address of the picture on this phone. */
  readonly preview: string;
  state: 'preparing' | 'sending' | 'failed';
  /** 0 to 1. */
  share: number;
  problem: Problem | null;
  parcel: Parcel | null;
}

/** They go on while the page shows something else, so they live here and not in a page. */
const shelves = reactive(new Map<string, Upload[]>());
/** One after the other: a weak signal carries one photo sooner than four at once. */
let last: Promise<unknown> = Promise.resolve();

export interface Uploads {
  readonly waiting: ComputedRef<Upload[]>;
  add(files: readonly File[]): void;
  retry(upload: Upload): void;
  drop(upload: Upload): void;
}

/** Uploads for one place that asks for photos; `kept` hears the number the server gave, as soon as it has the photo for sure. */
export function useUploads(shelf: string, kept: (id: string) => void): Uploads {
  const remove = (key: string): void => {
    const left = (shelves.get(shelf) ?? []).filter((upload) => upload.key !== key);
    if (left.length > 0) shelves.set(shelf, left);
    else shelves.delete(shelf);
  };
  const drop = (upload: Upload): void => {
    remove(upload.key);
    URL.revokeObjectURL(upload.preview);
  };

  const carry = async (upload: Upload, file: File | null): Promise<void> => {
    try {
      if (file) upload.parcel = markRaw({ key: upload.key, blob: await shrink(file), deviceAt: new Date(file.lastModified || Date.now()).toISOString() });
      upload.state = 'sending';
      const photo = await sendPhoto(upload.parcel!, (share) => (upload.share = share));
      if (!shelves.get(shelf)?.some(({ key }) => key === upload.key)) return;
      drop(upload);
      kept(photo.id);
    } catch (error) {
      upload.state = 'failed';
      upload.problem = error instanceof Problem ? error : new Problem(0, {});
    }
  };
  const queue = (upload: Upload, file: File | null): void => {
    last = last.then(() => carry(upload, file));
  };

  const add = (files: readonly File[]): void => {
    for (const file of files) {
      const key = freshKey();
      shelves.set(shelf, [...(shelves.get(shelf) ?? []), { key, preview: URL.createObjectURL(file), state: 'preparing', share: 0, problem: null, parcel: null }]);
      queue(shelves.get(shelf)!.at(-1)!, file);
    }
  };
  const retry = (upload: Upload): void => {
    Object.assign(upload, { state: 'sending', share: 0, problem: null });
    queue(upload, null);
  };
  return { waiting: computed(() => shelves.get(shelf) ?? []), add, retry, drop };
}

/** How many photos of places whose name begins like this are still on their way. */
export const photosOnTheWay = (prefix: string): number => [...shelves].reduce((n, [shelf, uploads]) => (shelf.startsWith(prefix) ? n + uploads.length : n), 0);
