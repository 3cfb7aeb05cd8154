import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { foldPassword } from './password-rules.js';

/** Argon2id (the library's default algorithm) with the least cost that OWASP's password storage guide accepts. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

@Injectable()
export class Passwords {
  private readonly nobodys = hash(randomBytes(32), COST);

  hash(password: string): Promise<string> {
    return hash(foldPassword(password), COST);
  }

  /** Without a hash it works just as long on one that fits nothing: the time of an answer tells nobody whether an account exists. */
  async fits(passwordHash: string | null, password: string): Promise<boolean> {
    const right = await verify(passwordHash ?? (await this.nobodys), foldPassword(password));
    return right && passwordHash !== null;
  }
}
