import { Injectable } from '@nestjs/common';
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Environment } from '#config/environment';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * Secrets that the product makes for itself, one file each in `DATA_DIR/keys` (mode 0600), made at first use and never in the
 * database: whoever can change rows must not be able to sign for them. Processes that share DATA_DIR share the keys.
 */
@Injectable()
export class Keys {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly environment: Environment) {}

  /** 32 bytes for HMAC, the same at every call and in every process. */
  async secret(name: string): Promise<Buffer> {
    return Buffer.from(await this.text(`${name}.secret`, () => randomBytes(32).toString('base64url')), 'base64url');
  }

  /** An Ed25519 pair. */
  async signing(name: string): Promise<SigningKey> {
    const pem = await this.text(`${name}.pem`, () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const privateKey = createPrivateKey(pem);
    return { privateKey, publicKey: createPublicKey(privateKey) };
  }

  private text(file: string, make: () => string): Promise<string> {
    const known = this.known.get(file) ?? this.readOrMake(path.join(this.environment.DATA_DIR, 'keys', file), make);
    this.known.set(file, known);
    known.catch(() => this.known.delete(file));
    return known;
  }

  /** Written whole beside its place, then linked into it: of two processes that begin together one wins, and both read the same. */
  private async readOrMake(file: string, make: () => string): Promise<string> {
    const found = await readFile(file, 'utf8').catch(() => null);
    if (found) return found;
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(make());
    await handle.sync();
    await handle.close();
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(draft);
    return readFile(file, 'utf8');
  }
}
