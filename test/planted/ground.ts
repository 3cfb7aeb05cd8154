import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applied, type FilePatch } from './patch.js';

/** What tests are told besides the built code: their own words, in TypeScript. */
const TESTS = /\.(spec|story)\.ts$/;
const JEST = `import base from './config/jest.config.mjs';
export default {
  ...base,
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/dist/**/*.{spec,story}.ts'],
  modulePathIgnorePatterns: [],
  moduleNameMapper: {
    '^#config/(.*)$': '<rootDir>/dist/config/$1.js',
    '^#([a-z-]+)$': '<rootDir>/dist/libs/$1/src/index.js',
    '^(\\\\.{1,2}/.*)\\\\.js$': '$1',
  },
  cacheDirectory: '<rootDir>/.jest',
  maxWorkers: 1,
};
`;

/**
 * A private copy of what was built, with a package.json of its own so that its names lead into it, and the tests beside the
 * built files that they test. Bugs are planted here and nowhere else.
 */
export class Ground {
  private readonly planted = new Set<string>();

  private constructor(readonly folder: string) {}

  static prepared(): Ground {
    // The resolved path: where the temporary folder is a link, modules would be known by two names.
    const ground = new Ground(realpathSync(mkdtempSync(path.join(tmpdir(), 'qingkong-planted-'))));
    const { folder } = ground;
    for (const name of ['dist', 'config', 'test', 'package.json']) cpSync(name, path.join(folder, name), { recursive: true });
    mkdirSync(ground.temporary);
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'), 'junction');
    for (const root of ['apps/api', 'apps/worker', 'apps/standalone', 'libs', 'test']) for (const file of filesUnder(root).filter((name) => TESTS.test(name) || isHelper(name))) ground.takeIn(file);
    writeFileSync(path.join(folder, 'jest.planted.mjs'), JEST);
    return ground;
  }

  /** The bug, and only this one. */
  plant(patches: readonly FilePatch[]): void {
    this.heal();
    for (const patch of patches) {
      const place = path.join(this.folder, 'dist', patch.file);
      writeFileSync(place, applied(patch, readFileSync(place, 'utf8')));
      this.planted.add(patch.file);
    }
  }

  heal(): void {
    for (const file of this.planted) cpSync(path.join('dist', file), path.join(this.folder, 'dist', file));
    this.planted.clear();
  }

  /** Where the suites keep what is theirs for a while. */
  get temporary(): string {
    return path.join(this.folder, 'tmp');
  }

  /** A suite that was ended in the middle leaves its PostgreSQL behind. */
  cleared(): void {
    for (const file of filesUnder(this.temporary).filter((name) => path.basename(name) === 'postmaster.pid')) signal(Number(readFileSync(file, 'utf8').split('\n')[0]));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private takeIn(file: string): void {
    const place = path.join(this.folder, 'dist', file);
    mkdirSync(path.dirname(place), { recursive: true });
    cpSync(file, place);
  }
}

/** Helpers of tests that are not built with the product. */
const isHelper = (file: string): boolean => file.startsWith('test/properties/') || file.startsWith('test/authority/') || /^libs\/[a-z-]+\/spec\//.test(file);

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    // Gone already.
  }
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
