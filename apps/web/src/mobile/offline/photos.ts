import { Problem, uuid } from '@/core/api';
import { me } from '@/core/session';
import { markRaw, reactive } from 'vue';
import { sendPhoto } from '../kit/photo/send-photo';
import { shrink } from '../kit/photo/shrink';
import { keep, recall, type KeptPhoto } from './database';
import { pictureHere } from './pictures';
import { isTransient } from './transient';

/** A photo taken on this phone. Its name here is its idempotency key at the server. */
export interface LocalPhoto {
  readonly id: string;
  readonly owner: string;
  /** Address of the picture on this phone. */
  readonly url: string;
  /** `kept`: on this phone only; `there`: the server has it. */
  state: 'preparing' | 'kept' | 'sending' | 'there' | 'refused';
  /** 0 to 1. */
  share: number;
  problem: Problem | null;
  serverId: string | null;
  blob: Blob | null;
  deviceAt: string;
  /** False: the phone has no room for it, it stands in this page only. */
  onDisk: boolean;
}

const photos = reactive(new Map<string, LocalPhoto>());
/** One after the other: a weak signal carries one photo sooner than four at once. */
let last: Promise<unknown> = Promise.resolve();
const prepared = new Map<string, Promise<void>>();
const A_DAY_MS = 86_400_000;

/** Undefined: the server's own, known by the server's number. */
export const localPhoto = (id: string): LocalPhoto | undefined => photos.get(id);

/** Where a photo can be looked at: on this phone, or at the server for those who may see it. */
export const photoAddress = (id: string, size: 'thumbnail' | 'full'): string => photos.get(id)?.url ?? pictureHere(id) ?? `/api/v1/evidence/${id}?size=${size}`;

/** What the server calls it; fails when the server does not have it yet. */
export const serverIdOf = (id: string): string => {
  const photo = photos.get(id);
  return photo ? (photo.serverId ?? '') : id;
};

export async function loadPhotos(owner: string, inUse: ReadonlySet<string>): Promise<void> {
  const kept = await recall((shelves) => shelves.getAllFromIndex('photos', 'owner', owner), []);
  for (const photo of photos.values()) URL.revokeObjectURL(photo.url);
  photos.clear();
  for (const photo of kept) {
    const isForgotten = !inUse.has(photo.id) && Date.parse(photo.deviceAt) < Date.now() - A_DAY_MS;
    if (isForgotten) void forgetPhotos([photo.id]);
    else photos.set(photo.id, shown(photo, photo.serverId ? 'there' : 'kept', true));
  }
}

const shown = ({ id, owner, blob, deviceAt, serverId }: KeptPhoto, state: LocalPhoto['state'], onDisk: boolean): LocalPhoto => ({
  ...{ id, owner, deviceAt, serverId, state, onDisk, share: serverId ? 1 : 0, problem: null },
  url: URL.createObjectURL(blob),
  blob: markRaw(blob),
});

/** Takes pictures in: their names at once, the disk a moment later, the server as soon as it can be reached. */
export function takePhotos(files: readonly File[]): string[] {
  return files.map((file) => {
    const id = uuid();
    const deviceAt = new Date(file.lastModified || Date.now()).toISOString();
    photos.set(id, shown({ id, owner: me.value?.id ?? 'nobody', blob: file, deviceAt, serverId: null }, 'preparing', false));
    prepared.set(id, prepare(id, file));
    void carryPhoto(id);
    return id;
  });
}

async function prepare(id: string, file: File): Promise<void> {
  const blob = await shrink(file);
  const photo = photos.get(id);
  if (!photo) return;
  photo.blob = markRaw(blob);
  photo.state = 'kept';
  await keepPhoto(photo);
}

async function keepPhoto(photo: LocalPhoto): Promise<void> {
  const { id, owner, deviceAt, serverId } = photo;
  try {
    await keep((shelves) => shelves.put('photos', { id, owner, deviceAt, serverId, blob: photo.blob! }));
    photo.onDisk = true;
  } catch {
    // Said beside the photo, as long as it is not on the disk.
  }
}

/** When the phone has done with it what it can: kept, or refused by the disk. */
export const allPrepared = (ids: readonly string[]): Promise<unknown> => Promise.all(ids.map((id) => prepared.get(id)));

/** Brings it to the server; true when the server has it. What the network lost stays here. */
export function carryPhoto(id: string): Promise<boolean> {
  const next = last.then(() => carry(id));
  last = next;
  return next;
}

async function carry(id: string): Promise<boolean> {
  await prepared.get(id);
  const photo = photos.get(id);
  if (!photo || photo.serverId) return true;
  if (photo.state === 'refused' || photo.owner !== me.value?.id) return false;
  Object.assign(photo, { state: 'sending', share: 0, problem: null });
  try {
    const { id: serverId } = await sendPhoto({ key: id, blob: photo.blob!, deviceAt: photo.deviceAt }, (share) => (photo.share = share));
    Object.assign(photo, { state: 'there', serverId, share: 1 });
    if (photos.has(id)) await keepPhoto(photo);
    return true;
  } catch (error) {
    const problem = Problem.of(error, undefined);
    Object.assign(photo, { state: isTransient(problem) ? 'kept' : 'refused', problem });
    return false;
  }
}

/** All that this account has here and the server does not. */
export const carryAll = (): Promise<unknown> => Promise.all([...photos.values()].filter(({ state }) => state === 'kept').map(({ id }) => carryPhoto(id)));

export async function forgetPhotos(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const photo = photos.get(id);
    if (photo) URL.revokeObjectURL(photo.url);
    photos.delete(id);
    prepared.delete(id);
  }
  await keep((shelves) => Promise.all(ids.map((id) => shelves.delete('photos', id)))).catch(() => undefined);
}

/** Photos that stand in this page only: whoever closes it is asked first. */
window.addEventListener('beforeunload', (event) => {
  if ([...photos.values()].some(({ onDisk, serverId }) => !onDisk && !serverId)) event.preventDefault();
});
