import { createHmac, timingSafeEqual } from 'node:crypto';

/** 核实码: six digits, good for ten minutes and five tries. */
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
/** One contact gets a code a minute and five an hour at most, one asker thirty an hour. */
export const CODE_PAUSE_SECONDS = 60;
export const CODES_AN_HOUR = 5;
export const CODES_AN_HOUR_BY_ONE = 30;

export interface SentCode {
  readonly id: string;
  readonly contactId: string;
  readonly salt: Buffer;
  readonly validUntil: Date;
  readonly tries: number;
}

/** The digits follow from the row and a key that is no part of the database: who reads the rows does not know them. */
export function digitsOf(code: Pick<SentCode, 'id' | 'contactId' | 'salt'>, key: Buffer): string {
  const mac = createHmac('sha256', key).update(`${code.contactId}/${code.id}/`).update(code.salt).digest();
  return String(mac.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

export type CodeVerdict = 'right' | 'wrong' | 'spent';

/** Judges one try. The fifth wrong one spends the code, as does time. */
export function judgeCode(code: SentCode | null, typed: string, key: Buffer, at: Date): CodeVerdict {
  if (!code || code.validUntil <= at || code.tries >= CODE_TRIES) return 'spent';
  const given = Buffer.from(typed.padEnd(6).slice(0, 6));
  return timingSafeEqual(given, Buffer.from(digitsOf(code, key))) ? 'right' : 'wrong';
}

export interface CodeHistory {
  readonly lastAt: Date | null;
  readonly contactInHour: number;
  readonly askerInHour: number;
  /** When the oldest code of the last hour was asked for. */
  readonly oldestAt: Date | null;
}

/** From when on another code may be sent; null: at once. */
export function nextCodeAt({ lastAt, contactInHour, askerInHour, oldestAt }: CodeHistory, at: Date): Date | null {
  if ((contactInHour >= CODES_AN_HOUR || askerInHour >= CODES_AN_HOUR_BY_ONE) && oldestAt) return new Date(oldestAt.getTime() + 3_600_000);
  const pause = lastAt && new Date(lastAt.getTime() + CODE_PAUSE_SECONDS * 1_000);
  return pause && pause > at ? pause : null;
}
