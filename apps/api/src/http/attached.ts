import type { FastifyReply } from 'fastify';

export const OFFICE_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** Sends a file to be kept under its Chinese name (RFC 5987); signs that no file system takes become a low line. */
export async function sendFile(reply: FastifyReply, name: string, type: keyof typeof OFFICE_TYPES, bytes: Uint8Array): Promise<void> {
  const safe = `${[...name.replace(/[\p{Cc}\\/:*?"<>|]/gu, '_').trim()].slice(0, 80).join('')}.${type}`;
  const coded = encodeURIComponent(safe).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  await reply.headers({ 'content-type': OFFICE_TYPES[type], 'content-disposition': `attachment; filename*=UTF-8''${coded}`, 'content-length': bytes.length }).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
