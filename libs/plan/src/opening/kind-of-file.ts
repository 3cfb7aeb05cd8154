import { DocumentRefused } from './document-refusals.js';
import type { DocumentKind } from './opened-document.js';

/** The kind of a file by its first bytes, whatever it is called; `zip` is a Word document or a workbook. */
export function kindOfFile(bytes: Uint8Array): Exclude<DocumentKind, 'word' | 'workbook'> | 'zip' {
  const start = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.includes('%PDF-')) return 'pdf';
  if (start.startsWith('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1')) return 'old-word';
  if (/^(?:\xEF\xBB\xBF)?\s*(?:\{\\rtf|<\?xml|<!doctype|<html|<\?mso)/i.test(start)) throw new DocumentRefused('plan.document-old-format');
  if (/^(?:\x89PNG|\xFF\xD8\xFF|GIF8|BM.{4}\0\0|II\*\0|MM\0\*|Rar!|7z\xBC\xAF|\x1F\x8B)/s.test(start)) throw new DocumentRefused('plan.document-kind-unknown');
  return 'text';
}
