import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Where a server finds its certificate, which is its own authority, and its key. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A private certificate for the loopback, made now: nobody trusts it who is not told to. */
export function makeCertificate(folder: string): Certificate {
  const made = { cert: path.join(folder, 'server.crt'), key: path.join(folder, 'server.key') };
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  const { status, stderr, error } = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, '-keyout', made.key, '-out', made.cert], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr || String(error)}`);
  return made;
}
