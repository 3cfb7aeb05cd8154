import type { FastifyReply } from 'fastify';

export const OFFICE_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
const LONGEST_NAME = 80;

/** `Content-Disposition` for a file to be kept under its Chinese name (RFC 5987); signs that no file system takes become a low line. */
export function attachment(name: string): string {
  const ending = /\.[a-z]{2,5}$/i.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length).replace(/[\p{Cc}\\/:*?"<>|]/gu, '_').trim();
  const coded = encodeURIComponent(`${[...stem].slice(0, LONGEST_NAME).join('')}${ending}`).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename*=UTF-8''${coded}`;
}

/** Sends a file to be saved. Whatever somebody uploaded goes back as bytes, never as something that a browser shows. */
export async function sendFile(reply: FastifyReply, { name, bytes }: { readonly name: string; readonly bytes: Uint8Array }, type = 'application/octet-stream'): Promise<void> {
  await reply.headers({ 'content-type': type, 'content-disposition': attachment(name), 'content-length': bytes.length }).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
