import { Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Environment } from '#config/environment';
import { failpoint } from '#platform';
import { FormatNotAccepted, NotAPicture } from '../evidence.refusals.js';
import { cameraFacts, type CameraFacts } from './camera-facts.js';
import { makeCopies, readHeader } from './decode.js';
import { EvidenceFolder, filesOf, type PictureFiles } from './evidence-folder.js';
import { kindOfFile, type PictureFormat } from './kind-of-file.js';
import { receive, writeSafely, type Received } from './receive.js';
import { hasSecondMeaning, HEAD_BYTES, TAIL_BYTES } from './second-meaning.js';

/** A picture whose files are safe on the disk, and that no row speaks of yet. */
export interface Picture extends CameraFacts {
  /** Of the original, hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly format: PictureFormat;
  readonly files: PictureFiles;
}

/**
 * 佐证 on the disk. Order is everything: the upload beside, hashed and synced; every pixel decoded; the copies placed; the
 * original sealed and placed; only then may a row speak of it. A crash leaves a file without a row, never a row without a file.
 */
@Injectable()
export class Vault {
  constructor(
    private readonly environment: Environment,
    private readonly folder: EvidenceFolder,
  ) {}

  /** Takes in a stream, or the file at a path, which is left alone. Call it outside of any transaction: it may last. */
  async take(source: Readable | string): Promise<Picture> {
    const stream = typeof source === 'string' ? createReadStream(source) : source;
    const upload = await receive(stream, await this.folder.incoming(), this.environment.PHOTO_MAX_BYTES);
    try {
      await failpoint('evidence.received');
      return await this.examine(upload);
    } finally {
      await rm(upload.path, { force: true });
    }
  }

  private async examine(upload: Received): Promise<Picture> {
    const format = await formatOf(upload);
    const { width, height, exif } = await readHeader(upload.path);
    const files = filesOf(upload.sha256);
    await this.store(upload.path, files);
    await failpoint('evidence.placed');
    return { sha256: upload.sha256, bytes: upload.bytes, width, height, format, files, ...(await cameraFacts(exif)) };
  }

  /** The same bytes lie on the disk once. The original comes last, so where it stands its copies stand too. */
  private async store(upload: string, files: PictureFiles): Promise<void> {
    const names = [files.served, files.thumbnail, files.original];
    const standing = await Promise.all(names.map((name) => this.folder.has(name)));
    if (standing.every(Boolean)) return this.folder.refresh(names, upload);
    const { served, thumbnail } = await makeCopies(upload);
    await this.write(served, files.served);
    await this.write(thumbnail, files.thumbnail);
    if (standing[2]) await this.folder.refresh([files.original], upload);
    else await this.folder.place(upload, files.original, true);
  }

  private async write(contents: Buffer, name: string): Promise<void> {
    const beside = await this.folder.incoming();
    try {
      await writeSafely(beside, contents);
      await this.folder.place(beside, name, false);
    } finally {
      await rm(beside, { force: true });
    }
  }
}

async function formatOf({ path, bytes }: Received): Promise<PictureFormat> {
  const file = await open(path);
  try {
    const head = (await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)).buffer.subarray(0, bytes);
    const length = Math.min(bytes, TAIL_BYTES);
    const tail = (await file.read(Buffer.alloc(length), 0, length, bytes - length)).buffer;
    const kind = kindOfFile(head);
    if (kind === 'unknown') throw new NotAPicture('unknown-contents');
    if (kind === 'heic') throw new FormatNotAccepted('heic');
    if (kind === 'other-picture') throw new FormatNotAccepted('other');
    if (hasSecondMeaning(head, tail)) throw new NotAPicture('also-something-else');
    return kind;
  } finally {
    await file.close();
  }
}
