import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a one-time link says: which message it was sent with, and until when it may be used. */
export interface LinkClaim {
  readonly deliveryId: string;
  readonly validUntil: Date;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const MINUTE = 60_000;
const MAC_BYTES = 12;
const SHAPE = /^[0-9A-Za-z]{20,40}$/;

/**
 * A claim and its signature in about 27 letters and digits, so that it fits into one short message and no telephone cuts
 * it at a dash. The time is rounded up to the minute.
 */
export function signClaim({ deliveryId, validUntil }: LinkClaim, key: Buffer): string {
  const claim = Buffer.alloc(12);
  claim.writeUInt32BE(Math.ceil(validUntil.getTime() / MINUTE), 0);
  claim.writeBigUInt64BE(BigInt(deliveryId), 4);
  return toLetters(Buffer.concat([macOf(claim, key), shortened(claim)]));
}

/** Null for whatever this key did not sign, letter for letter; compared in constant time. */
export function readClaim(token: string, key: Buffer): LinkClaim | null {
  if (!SHAPE.test(token)) return null;
  const bytes = fromLetters(token);
  if (!bytes || bytes.length < MAC_BYTES + 5 || bytes.length > MAC_BYTES + 12 || toLetters(bytes) !== token) return null;
  const claim = Buffer.concat([bytes.subarray(MAC_BYTES, MAC_BYTES + 4), Buffer.alloc(MAC_BYTES + 12 - bytes.length), bytes.subarray(MAC_BYTES + 4)]);
  if (!shortened(claim).equals(bytes.subarray(MAC_BYTES)) || !timingSafeEqual(macOf(claim, key), bytes.subarray(0, MAC_BYTES))) return null;
  return { deliveryId: claim.readBigUInt64BE(4).toString(), validUntil: new Date(claim.readUInt32BE(0) * MINUTE) };
}

const macOf = (claim: Buffer, key: Buffer): Buffer => createHmac('sha256', key).update('acknowledge').update(claim).digest().subarray(0, MAC_BYTES);

/** The id without its leading zeros, at least one byte of it. */
function shortened(claim: Buffer): Buffer {
  let first = 4;
  while (first < claim.length - 1 && claim[first] === 0) first++;
  return Buffer.concat([claim.subarray(0, 4), claim.subarray(first)]);
}

/** A leading one keeps the zeros that follow it. */
function toLetters(bytes: Buffer): string {
  let text = '';
  for (let rest = BigInt(`0x01${bytes.toString('hex')}`); rest > 0n; rest /= 62n) text = DIGITS[Number(rest % 62n)] + text;
  return text;
}

function fromLetters(text: string): Buffer | null {
  const hex = [...text].reduce((sum, letter) => sum * 62n + BigInt(DIGITS.indexOf(letter)), 0n).toString(16);
  return hex.startsWith('1') && hex.length % 2 === 1 ? Buffer.from(hex.slice(1), 'hex') : null;
}
