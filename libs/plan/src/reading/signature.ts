import type { Line } from './passage.js';
import { isBlankLine } from './passage.js';
import { cleanLine } from './passage-parts.js';
import { dayOf, isNameOfBody } from './document-head.js';

export interface Signature {
  readonly issuer: string;
  readonly issuedOn: string | null;
  readonly lines: ReadonlySet<number>;
}

/** 落款: who signed below the last task, and on what day, as the last two lines of a document say it. */
export function readSignature(below: readonly Line[]): Signature | null {
  const [name, date] = below.filter((line) => !isBlankLine(line)).slice(-2);
  if (!name || !date) return null;
  const [issuer, issuedOn] = [cleanLine(name).text, dayOf(cleanLine(date).text)];
  return issuedOn !== undefined && isNameOfBody(issuer) ? { issuer, issuedOn, lines: new Set([name.no, date.no]) } : null;
}
