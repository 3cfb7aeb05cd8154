import { readFileSync } from 'node:fs';

/** What npm's lock file says of one installed package, as far as this spec asks. */
interface Locked {
  optionalDependencies?: Record<string, string>;
}

/**
 * A lock file written on one machine can leave out what only other machines install; npm ci refuses it there, and everywhere,
 * and a Mac would be without its compiler.
 */
describe('the lock file', () => {
  it('names the binaries of every platform, not only of the one it was written on', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
    const missing = Object.entries(packages).flatMap(([owner, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        name => !(`node_modules/${name}` in packages) && !(`${owner}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });
});
