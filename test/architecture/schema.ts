import type { Context } from '#config/story';
import { CONTEXTS, filesIn, read } from './source.js';

export interface SqlObject {
  readonly name: string;
  readonly kind: string;
  readonly context: Context;
  readonly definition: string;
}

/** Every table, type, function and sequence that a migration creates, with the context that owns it. */
export function sqlObjects(): SqlObject[] {
  return CONTEXTS.flatMap((context) =>
    filesIn(`libs/${context}/src/migrations`, /\.ts$/).flatMap((file) => {
      const up = read(file).split('async down(')[0]!;
      return [...up.matchAll(/CREATE (TABLE|TYPE|FUNCTION|SEQUENCE) (\w+)/g)].map((match) => ({
        kind: match[1]!.toLowerCase(),
        name: match[2]!,
        context,
        definition: up.slice(match.index, endOf(up, match.index)),
      }));
    }),
  );
}

/** A definition ends with its statement; a function's body may hold semicolons of its own. */
function endOf(text: string, from: number): number {
  const body = text.indexOf('$$', from);
  const semicolon = text.indexOf(';', from);
  if (body === -1 || semicolon < body) return semicolon;
  return text.indexOf(';', text.indexOf('$$', body + 2));
}
