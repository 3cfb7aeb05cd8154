import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';

export * from './fake-gateway.js';
export * from './mail.js';
export * from './robots.js';
export * from './sms.js';
export * from './webhook.js';

/** Writes a channels file as an operator would (mode 0600); its path is the setting CHANNELS_FILE. */
export function channelsFile(folder: string, gateways: readonly object[]): string {
  const file = path.join(folder, 'channels.yaml');
  writeFileSync(file, stringify({ gateways }), { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}
