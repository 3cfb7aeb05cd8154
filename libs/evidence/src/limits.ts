/** What a photo may be, and what is made of it. The limit in bytes is `PHOTO_MAX_BYTES` of the environment. */
export const PHOTO = {
  /** A small file can unfold into gigabytes of pixels, so the header is asked before anything is decoded. */
  mostPixels: 40_000_000,
  servedEdge: 1920,
  thumbnailEdge: 320,
  jpegQuality: 80,
} as const;

/** A file without a row, or half a file, is somebody's work in progress until it is this old. */
export const LEFT_BEHIND_MINUTES = 60;
