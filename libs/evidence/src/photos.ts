import { Injectable } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import { validate as isUuid } from 'uuid';
import { RecordNotFound, Store, type Actor } from '#platform';
import { PhotoFileMissing } from './evidence.refusals.js';
import { EvidenceFolder } from './files/evidence-folder.js';
import { maySee } from './photo.js';
import { PhotoEntity } from './photo.entity.js';

export type PhotoSize = 'full' | 'thumbnail';

export interface OpenPhoto {
  /** Of the re-encoded copy; the original has no way out. */
  readonly path: string;
  readonly type: 'image/jpeg';
  /** Bytes. */
  readonly length: number;
  /** Changes only when the picture does, so a browser may keep it. */
  readonly etag: string;
}

/** Opens photos for those who may look; for everybody else they do not exist. */
@Injectable()
export class Photos {
  constructor(
    private readonly store: Store,
    private readonly folder: EvidenceFolder,
  ) {}

  async open(actor: Actor, id: string, size: PhotoSize): Promise<OpenPhoto> {
    const photo = isUuid(id) ? await this.store.find(PhotoEntity, { id }) : null;
    if (!photo || !maySee(photo, actor)) throw new RecordNotFound('photo', id);
    const path = this.folder.path(size === 'full' ? photo.servedFile : photo.thumbnailFile);
    const file = await stat(path).catch(() => null);
    if (!file) throw new PhotoFileMissing(id);
    return { path, type: 'image/jpeg', length: file.size, etag: `"${photo.sha256.toString('hex')}-${size}"` };
  }
}
