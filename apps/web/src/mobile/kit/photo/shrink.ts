import { exifOf, withExif } from './exif';

const MOST_PIXELS_WIDE = 1920;
const QUALITY = 0.85;
/** A small JPEG goes as it is: the untouched file is the best evidence. */
const SMALL_BYTES = 600_000;
/** Exif stands at the beginning of the file and is at most 64 kB long. */
const HEAD_BYTES = 262_144;

/**
 * A photo small enough for a weak signal at night, with the time, place and camera that the original names.
 * What this browser cannot open is returned as it is: the server judges it and says why.
 */
export async function shrink(file: File): Promise<Blob> {
  const address = URL.createObjectURL(file);
  try {
    const picture = await opened(address);
    const scale = Math.min(1, MOST_PIXELS_WIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
    if (scale === 1 && file.type === 'image/jpeg' && file.size <= SMALL_BYTES) return file;
    const painted = await paint(picture, scale);
    const exif = file.type === 'image/jpeg' ? exifOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())) : null;
    return exif ? withExif(new Uint8Array(await painted.arrayBuffer()), exif) : painted;
  } catch {
    return file;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** An image element turns the picture upright by itself, as the camera meant it. */
async function opened(address: string): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  return picture;
}

function paint(picture: HTMLImageElement, scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.naturalWidth * scale);
  canvas.height = Math.round(picture.naturalHeight * scale);
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.fillStyle = '#ffffff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/jpeg', QUALITY));
}
