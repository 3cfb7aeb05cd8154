import { Transform } from 'class-transformer';
import { InputRefused } from '../refusal.js';
import { Count, Text } from './fields.js';

/** A page of a list, by cursor: the cost of a deep page is that of the first. */
export class Paging {
  @Transform(({ value }) => (value === undefined ? undefined : Number(value)))
  @Count({ optional: true, min: 1, max: 100, about: 'Rows per page, 1 to 100; 50 when absent.' })
  limit?: number;

  @Text({ optional: true, max: 300, about: '`nextCursor` of the page before.' })
  cursor?: string;
}

export interface Page<Row> {
  readonly items: Row[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export const pageSize = (paging: Paging): number => paging.limit ?? 50;

/** Where the next page begins, as the sort key of the last row seen. Opaque to clients. */
export const encodeCursor = (key: readonly unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** A cursor that is not ours is ignored by nobody: it is answered with the first page's error, `input.invalid`. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | null {
  if (!cursor) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string')) return key as string[];
  } catch {
    // falls through to the refusal below
  }
  throw new CursorUnknown();
}

export class CursorUnknown extends InputRefused {
  constructor() {
    super([{ field: 'cursor', code: 'cursor.unknown', message: 'cursor must be the nextCursor of an earlier page of the same list.' }]);
  }
}

/** Cuts one row too many off into the cursor of the next page. Queries fetch `pageSize + 1` rows. */
export function pageOf<Row>(rows: Row[], paging: Paging, keyOf: (row: Row) => readonly unknown[]): Page<Row> {
  const size = pageSize(paging);
  const items = rows.slice(0, size);
  return { items, nextCursor: rows.length > size ? encodeCursor(keyOf(items[size - 1]!)) : null };
}
