import { saveFile } from '../../core/save-file';
import { localPhoto } from './photos';
import { photosOf, type OutboxRecord } from './record';

/** 导出: one file with the words and the photos of a record, for when nothing else brings it to the command centre. */
export async function exportRecord(record: OutboxRecord): Promise<void> {
  const photos = await Promise.all(
    photosOf(record).map(async (id) => {
      const photo = localPhoto(id);
      return { id, takenAt: photo?.deviceAt ?? null, atServer: photo?.serverId ?? null, jpeg: photo?.blob ? await asDataAddress(photo.blob) : null };
    }),
  );
  const { key, title, sent, deviceAt, at, state, problem, receivedAt } = record;
  const text = JSON.stringify({ product: 'qingkong', key, title, state, deviceAt, at, receivedAt, problem, sent, photos }, null, 2);
  saveFile(new Blob([text], { type: 'application/json' }), `qingkong-${record.sent.kind}-${key.slice(0, 8)}.json`);
}

const asDataAddress = (blob: Blob): Promise<string> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(new Error('The photo cannot be read.'));
    reader.readAsDataURL(blob);
  });
