/**
 * One column of a table that leaves the product as a file: its heading, and the SQL that writes a cell of it. PostgreSQL writes the lines, whole pages
 * of them: a hundred thousand rows that become objects on their way are 200 MB of garbage in the api (docs/decisions/lists-of-a-nation.md).
 */
export interface Column {
  readonly title: string;
  readonly cell: string;
}

/** Spreadsheets of Windows read UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';
const written = (sql: string): string => `coalesce(${sql}, '')`;

/** Words that somebody wrote, in quotes (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe: an officer opens the file. */
export const textCell = (sql: string): string => written(`'"' || replace(regexp_replace(${sql}, '^[=+@\\t\\r-]', '''\\&'), '"', '""') || '"'`);
/** A number, or an id. */
export const plainCell = (sql: string): string => written(`(${sql})::text`);
/** Beijing time, to the minute. */
export const timeCell = (sql: string): string => written(`to_char(${sql} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')`);
/** A value of a closed list, in words that need no quotes. */
export const wordCell = (sql: string, words: Readonly<Record<string, string>>): string =>
  written(`CASE ${sql} ${Object.entries(words).map(([value, word]) => `WHEN '${value}' THEN '${word}'`).join(' ')} END`);

/** A page as the file has it: the `lines` of `rows` rows, newest first, and the `last` id of them. `rows` is a statement that gives an `id` and what the cells name. */
export const linesOf = (columns: readonly Column[], rows: string): string => `
  SELECT coalesce(string_agg(${columns.map(({ cell }) => cell).join(" || ',' || ")} || E'\\r\\n', '' ORDER BY row.id DESC), '') AS lines, count(*)::int AS rows, min(row.id::text) AS last
    FROM (${rows}) row`;

/** Table as CSV (RFC 4180), page by page: the next page is asked for when the last was taken. */
export async function* csvOf(columns: readonly Column[], pages: AsyncIterable<string>): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${columns.map(({ title }) => title).join(',')}\r\n`;
  yield* pages;
}
