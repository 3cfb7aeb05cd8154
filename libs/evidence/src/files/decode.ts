import sharp from 'sharp';
import { NotAPicture, TooManyPixels } from '../evidence.refusals.js';
import { PHOTO } from '../limits.js';

// Memory is what a picture can take from this process: one at a time, by one thread, nothing kept.
sharp.concurrency(1);
sharp.cache(false);

/** What the header of a picture says. */
export interface Header {
  /** Upright. */
  readonly width: number;
  readonly height: number;
  readonly exif: Buffer | undefined;
}

export interface Copies {
  /** JPEG without any metadata, edges up to 1920 pixels. */
  readonly served: Buffer;
  readonly thumbnail: Buffer;
}

/** Reads the header only. Refuses a picture of too many pixels before a single one is decoded. */
export async function readHeader(path: string): Promise<Header> {
  const seen = await sharp(path, { limitInputPixels: false }).metadata().catch(damaged);
  const { width, height } = seen.autoOrient;
  if (width * height > PHOTO.mostPixels) throw new TooManyPixels(width, height);
  return { width, height, exif: seen.exif };
}

/** Decodes every pixel, which is the only proof of a picture, and paints it anew: what else the file held is left behind. */
export function makeCopies(path: string): Promise<Copies> {
  return inTurn(async () => {
    const served = await sharp(path, { limitInputPixels: PHOTO.mostPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: PHOTO.servedEdge, height: PHOTO.servedEdge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: PHOTO.jpegQuality })
      .toBuffer()
      .catch(damaged);
    const thumbnail = await sharp(served)
      .resize({ width: PHOTO.thumbnailEdge, height: PHOTO.thumbnailEdge, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: PHOTO.jpegQuality })
      .toBuffer();
    return { served, thumbnail };
  });
}

function damaged(): never {
  throw new NotAPicture('damaged');
}

let turn: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}
