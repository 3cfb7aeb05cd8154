import { createHash } from 'node:crypto';

/**
 * The canonical form of a journal row, `qingkong.journal/1`: the text of a JSON array of every column, in this order, as
 * PostgreSQL writes jsonb. No session setting changes it: the one time is seconds since 1970 with six decimals, numbers and
 * keys are as jsonb normalises them. Only built-in functions, so whoever replaces one of ours changes nothing.
 */
export const CANONICAL = `jsonb_build_array('qingkong.journal/1', entry.id, entry.jurisdiction_id, entry.type, entry.subject, entry.thread, entry.audience,
    entry.data, entry.actor_id, entry.request_id, entry.cause_id, extract(epoch FROM entry.at)::text)::text`;

/** The columns above: a spec compares them with the table. */
export const SEALED_COLUMNS = ['id', 'jurisdiction_id', 'type', 'subject', 'thread', 'audience', 'data', 'actor_id', 'request_id', 'cause_id', 'at'] as const;

/** The leaf of a row, made where the row is: the sealer moves 32 bytes instead of the row. RFC 6962: a leaf begins with 0. */
export const LEAF = `sha256('\\x00'::bytea || convert_to(${CANONICAL}, 'UTF8'))`;

/** The same leaf, made here: a check believes no server. */
export const leafOf = (canonical: string): Buffer => createHash('sha256').update('\0').update(canonical, 'utf8').digest();

export const LEAF_BYTES = 32;
