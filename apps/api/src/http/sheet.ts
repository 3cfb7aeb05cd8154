import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { csvOf, type Column } from '#platform';
import { attachment } from './attached.js';

/** A reader who takes nothing for so long has gone; his place in the lane is for others. */
const STALLED_MS = 60_000;
const HELD_BYTES = 64 * 1_024;

/** Sends a table as a file, no faster than it is read: memory holds a page, the database is asked for the next one then. */
export async function sendSheet(reply: FastifyReply, name: string, columns: readonly Column[], pages: AsyncIterable<string>): Promise<void> {
  reply.raw.setTimeout(STALLED_MS);
  await reply
    .headers({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': attachment(`${name}.csv`) })
    .send(Readable.from(csvOf(columns, pages), { objectMode: false, highWaterMark: HELD_BYTES }));
}
