import type { FastifyRequest } from 'fastify';
import { DOCUMENT_LIMITS, DocumentRefused } from '#plan';
import { InputRefused } from '#platform';

const LONGEST_NAME = 200;

/** The one file of a multipart request, within the limits of documents. */
export async function receivedFile(request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> {
  const missing = (message: string) => new InputRefused([{ field: 'file', code: 'required', message }]);
  if (!request.isMultipart()) throw missing('Send the document as multipart/form-data in the field file.');
  const part = await request.file({ limits: { fileSize: DOCUMENT_LIMITS.bytes + 1 } });
  if (!part) throw missing('No document was sent.');
  const bytes = await part.toBuffer().catch((error: { code?: string }) => {
    if (error.code === 'FST_REQ_FILE_TOO_LARGE') throw new DocumentRefused('plan.document-too-large');
    throw error;
  });
  return { name: part.filename.slice(-LONGEST_NAME) || 'plan', bytes };
}
