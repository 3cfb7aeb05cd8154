import { createHash, randomBytes } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A secret of 256 random bits that is handed out once. The database keeps its hash only, so reading it lets nobody in. */
export interface FreshToken {
  readonly token: string;
  readonly hash: Buffer;
}

export function freshToken(): FreshToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}

/** Null for what cannot be one of our tokens. Plain SHA-256 will do: there is nothing to guess in 256 random bits. */
export const hashOfToken = (token: string): Buffer | null => (TOKEN.test(token) ? sha256(token) : null);

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
