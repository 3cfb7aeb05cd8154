import { Module } from '@nestjs/common';
import { KeepPhotoHandler } from './commands/keep-photo.js';
import { SharePhotosHandler } from './commands/share-photos.js';
import { SweepFilesHandler } from './commands/sweep-files.js';
import { SweepEvidence } from './sweep-evidence.js';
import { EvidenceFolder } from './files/evidence-folder.js';
import { FilesAndRows } from './files/files-and-rows.js';
import { LeftBehind } from './files/left-behind.js';
import { Vault } from './files/vault.js';
import { Photos } from './photos.js';
import { OwnPhotosHandler } from './queries/own-photos.js';

@Module({
  providers: [EvidenceFolder, FilesAndRows, LeftBehind, SweepEvidence, Vault, Photos, KeepPhotoHandler, SharePhotosHandler, SweepFilesHandler, OwnPhotosHandler],
  exports: [Photos, Vault],
})
export class EvidenceModule {}
