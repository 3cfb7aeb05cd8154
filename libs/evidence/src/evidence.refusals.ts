import { Refusal } from '#platform';
import { PHOTO } from './limits.js';

const ACCEPTED = ['jpeg', 'png', 'webp'] as const;

type Why = 'unknown-contents' | 'damaged' | 'also-something-else';
const SAID: Record<Why, string> = {
  'unknown-contents': 'This file is no picture, whatever its name says.',
  damaged: 'This picture is damaged or was cut off on the way. Send it again, or take it again.',
  'also-something-else': 'This file is a picture and a document or archive at the same time. Send the picture alone.',
};

export class NotAPicture extends Refusal {
  readonly code = 'evidence.not-a-picture';
  readonly kind = 'unprocessable';
  override readonly facts: { why: Why };

  constructor(why: Why) {
    super(SAID[why]);
    this.facts = { why };
  }
}

export class FormatNotAccepted extends Refusal {
  readonly code = 'evidence.format-not-accepted';
  readonly kind = 'unprocessable';
  override readonly facts: { format: string; accepted: readonly string[] };

  constructor(format: 'heic' | 'other') {
    super(
      format === 'heic'
        ? 'HEIC pictures are not accepted. Set the camera to take JPEG (on an iPhone: Camera, Formats, Most Compatible) and take it again.'
        : 'Only JPEG, PNG and WebP pictures are accepted.',
    );
    this.facts = { format, accepted: ACCEPTED };
  }
}

export class TooManyPixels extends Refusal {
  readonly code = 'evidence.too-many-pixels';
  readonly kind = 'too-large';
  override readonly facts: { width: number; height: number; mostPixels: number };

  constructor(width: number, height: number) {
    super(`The picture has ${width} × ${height} pixels; ${PHOTO.mostPixels / 1_000_000} million are accepted. Choose a smaller size in the camera.`);
    this.facts = { width, height, mostPixels: PHOTO.mostPixels };
  }
}

export class PhotoTooLarge extends Refusal {
  readonly code = 'evidence.too-large';
  readonly kind = 'too-large';
  override readonly facts: { mostBytes: number };

  constructor(mostBytes: number) {
    super(`The file is larger than ${Math.floor(mostBytes / 1_000_000)} MB.`);
    this.facts = { mostBytes };
  }
}

export class StorageFull extends Refusal {
  readonly code = 'evidence.storage-full';
  readonly kind = 'unavailable';

  constructor() {
    super('The server has no room left for photos. Free some space under DATA_DIR, then send it again.');
  }
}

/** An answer names photos that do not exist or belong to others. Which of the two is not said. */
export class PhotoNotYours extends Refusal {
  readonly code = 'evidence.photo-not-yours';
  readonly kind = 'unprocessable';
  override readonly facts: { ids: readonly string[] };

  constructor(ids: readonly string[]) {
    super(`Not among your photos: ${ids.join(', ')}. Upload them first.`);
    this.facts = { ids };
  }
}

/** The row stands, its file does not: restore it from the backup. The sweep has told the system administrator. */
export class PhotoFileMissing extends Refusal {
  readonly code = 'evidence.file-missing';
  readonly kind = 'unavailable';

  constructor(id: string) {
    super(`The file of photo ${id} is not on the server at present.`);
  }
}
