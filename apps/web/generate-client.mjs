// Writes src/core/api/gen from the server's own API document. `npm run client` after a change of the API; `npm run check` fails when it was forgotten.
import { createClient } from '@hey-api/openapi-ts';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../standalone/built.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ? path.resolve(process.argv[2]) : path.join(here, 'src/core/api/gen');

prepare({ console: false });
const { stdout, status, stderr } = spawnSync(process.execPath, ['dist/apps/api/src/openapi.js'], { encoding: 'utf8', maxBuffer: 50e6 });
if (status !== 0) throw new Error(stderr);
await createClient({
  input: JSON.parse(stdout),
  output: { path: output },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', { name: '@hey-api/sdk', examples: false }],
  logs: { level: 'silent', file: false },
});
