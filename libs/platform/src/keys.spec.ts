import { sign, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Environment } from '#config/environment';
import { Keys } from './keys.js';

describe('keys', () => {
  const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'qingkong-keys-'));
  const beginning = () => new Keys(Object.assign(new Environment(), { DATA_DIR }));

  it('are the same in every process, also when many begin together', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => beginning().secret('link')));
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1);
    expect(secrets[0]).toHaveLength(32);
  });

  it('differ by name', async () => expect(await beginning().secret('link')).not.toEqual(await beginning().secret('other')));

  it('sign, and are checked with the public half', async () => {
    const { privateKey } = await beginning().signing('seal');
    const { publicKey } = await beginning().signing('seal');
    const signature = sign(null, Buffer.from('root'), privateKey);
    expect(verify(null, Buffer.from('root'), publicKey, signature)).toBe(true);
    expect(verify(null, Buffer.from('toor'), publicKey, signature)).toBe(false);
  });

  it('lie in files that only their owner reads, and leave nothing half-made', () => {
    const folder = path.join(DATA_DIR, 'keys');
    expect(readdirSync(folder).sort()).toEqual(['link.secret', 'other.secret', 'seal.pem']);
    for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
  });
});
