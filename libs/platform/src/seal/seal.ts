import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { SigningKey } from '../keys.js';
import { LEAF_BYTES } from './leaf.js';
import { merkleRoot } from './merkle.js';

/** What a seal says, before it is signed. */
export interface Claim {
  /** From 1, without a gap. */
  readonly n: string;
  /** Root of the seal before; null for the first. */
  readonly previous: Buffer | null;
  /** Last place of the feed that it covers. */
  readonly position: string;
  /** Ids of the rows, in the order of their leaves. */
  readonly entries: readonly string[];
  readonly merkle: Buffer;
  readonly keyId: string;
  /** Seconds since 1970, six decimals, as PostgreSQL writes them. */
  readonly at: string;
}

export interface Seal extends Claim {
  readonly leaves: Buffer;
  readonly count: number;
  readonly root: Buffer;
  readonly signature: Buffer;
}

/** One hash over everything that a seal says, so that no part of it can change alone. */
export function rootOf({ n, previous, position, entries, merkle, keyId, at }: Claim): Buffer {
  const lines = ['qingkong.seal/1', n, previous?.toString('hex') ?? '', merkle.toString('hex'), String(entries.length), position, entries.join(','), keyId, at];
  return createHash('sha256').update(lines.join('\n')).digest();
}

export interface NewSeal {
  readonly before: Pick<Seal, 'n' | 'root'> | null;
  readonly position: string;
  readonly rows: readonly { readonly id: string; readonly leaf: Buffer }[];
  readonly at: string;
}

/** The next seal of the chain. */
export function seal({ before, position, rows, at }: NewSeal, key: SigningKey): Seal {
  const claim: Claim = {
    n: before ? String(BigInt(before.n) + 1n) : '1',
    previous: before?.root ?? null,
    position,
    entries: rows.map((row) => row.id),
    merkle: merkleRoot(rows.map((row) => row.leaf)),
    keyId: fingerprintOf(key.publicKey),
    at,
  };
  const root = rootOf(claim);
  return { ...claim, leaves: Buffer.concat(rows.map((row) => row.leaf)), count: rows.length, root, signature: sign(null, root, key.privateKey) };
}

export const isSignedBy = (key: KeyObject, { root, signature }: Pick<Seal, 'root' | 'signature'>): boolean => verify(null, root, key, signature);

/** SHA-256 of the public key's SPKI form, hex: how a seal names its key, and what people compare. */
export const fingerprintOf = (key: KeyObject): string => createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex');

export const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();

/** The keys of a PEM text, which may hold several: an installation that lost its key has two. */
export function keysOf(pem: string): Map<string, KeyObject> {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  return new Map(blocks.map((block) => createPublicKey(block)).map((key) => [fingerprintOf(key), key]));
}

export const leavesOf = (bytes: Buffer): Buffer[] => Array.from({ length: Math.floor(bytes.length / LEAF_BYTES) }, (_, at) => bytes.subarray(at * LEAF_BYTES, (at + 1) * LEAF_BYTES));
