// One PostgreSQL for all tests, with a migrated template; every test file works on a copy of its own (about 40 ms).
// QK_TEST_POSTGRES=system runs them on the PostgreSQL of the system's packages instead of the one from npm.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../dist/apps/standalone/src/embedded-postgres.js';
import { fromSystem } from '../../dist/apps/standalone/src/find-postgres.js';
import { makeDemoTemplate, makeTemplate } from '../../dist/test/harness/template.js';

export default async function globalSetup() {
  const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-test-'));
  const binaries = process.env.QK_TEST_POSTGRES === 'system' ? fromSystem() : undefined;
  const postgres = await startPostgres(folder, { binaries, settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] });
  await makeTemplate(postgres);
  process.env.TEST_DEMO_ACCOUNTS = await makeDemoTemplate(postgres, folder);
  process.env.TEST_POSTGRES = postgres.url('postgres');
  globalThis.__qingkong = { postgres, folder };
}
