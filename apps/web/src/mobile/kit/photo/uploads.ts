import { Problem, uuid } from '@/core/api';
import { me } from '@/core/session';
import { computed, markRaw, onScopeDispose, reactive, type ComputedRef } from 'vue';
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
/** Photos that the server has got meanwhile, until the page that asked for them is open again. */
const landed = new Map<string, string[]>();
/** Who fills in now; he takes the photos of every place whose name begins like this. */
const takers = new Set<Taker>();
/** A shared phone shows them to nobody else. */
const owned = (name: string): string => `${me.value?.id ?? 'nobody'}/${name}`;
/** One after the other: a weak signal carries one photo sooner than four at once. */
let last: Promise<unknown> = Promise.resolve();

interface Taker {
  readonly prefix: string;
  take(photo: string, shelf: string): void;
}

interface Uploads {
  readonly waiting: ComputedRef<Upload[]>;
  add(files: readonly File[]): void;
  retry(upload: Upload): void;
  drop(upload: Upload): void;
}

/** Uploads for one place that asks for photos. What arrived leaves it, and goes to whoever takes it (`takePhotos`). */
export function useUploads(place: string): Uploads {
  const shelf = owned(place);
  const drop = (upload: Upload): void => {
    const left = (shelves.get(shelf) ?? []).filter(({ key }) => key !== upload.key);
    if (left.length > 0) shelves.set(shelf, left);
    else shelves.delete(shelf);
    URL.revokeObjectURL(upload.preview);
  };

  const carry = async (upload: Upload, file: File | null): Promise<void> => {
    try {
      if (file) upload.parcel = markRaw({ key: upload.key, blob: await shrink(file), deviceAt: new Date(file.lastModified || Date.now()).toISOString() });
      upload.state = 'sending';
      const photo = await sendPhoto(upload.parcel!, (share) => (upload.share = share));
      if (!shelves.get(shelf)?.some(({ key }) => key === upload.key)) return;
      drop(upload);
      land(photo.id, shelf);
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
      const key = uuid();
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

function land(photo: string, shelf: string): void {
  const taker = [...takers].reverse().find(({ prefix }) => shelf.startsWith(prefix));
  if (taker) taker.take(photo, shelf);
  else landed.set(shelf, [...(landed.get(shelf) ?? []), photo]);
}

/** While this page is open it is told the number that the server gave each photo, also of those that arrived before. */
export function takePhotos(prefix: string, take: Taker['take']): void {
  const taker: Taker = { prefix: owned(prefix), take };
  takers.add(taker);
  onScopeDispose(() => takers.delete(taker));
  for (const [shelf, photos] of [...landed].filter(([name]) => name.startsWith(taker.prefix))) {
    landed.delete(shelf);
    for (const photo of photos) take(photo, shelf);
  }
}

/** Whatever of this place is not there yet is not wanted any more. */
export function forgetUploads(place: string): void {
  for (const upload of shelves.get(owned(place)) ?? []) URL.revokeObjectURL(upload.preview);
  shelves.delete(owned(place));
}

/** How many photos of this place are still on their way. */
export const photosOnTheWay = (place: string): number => shelves.get(owned(place))?.length ?? 0;

/** A photo on its way is nowhere but in this page: whoever closes it is asked first. */
window.addEventListener('beforeunload', (event) => shelves.size > 0 && event.preventDefault());
