import type { Rows } from '#platform';
import { Evidence1795305603000 } from './migrations/1795305603000-evidence.js';
import { PhotoEntity } from './photo.entity.js';

export * from './commands/keep-photo.js';
export * from './commands/share-photos.js';
export * from './commands/sweep-files.js';
export * from './evidence.events.js';
export * from './evidence.module.js';
export * from './evidence.refusals.js';
export { Vault, type Picture } from './files/vault.js';
export { picturesOnRecord, type PictureOnRecord } from './files/pictures-on-record.js';
export * from './limits.js';
export * from './photos.js';
export * from './queries/own-photos.js';

export const evidenceRows: Rows = {
  entities: [PhotoEntity],
  migrations: [Evidence1795305603000],
};
