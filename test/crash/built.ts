import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);

/** The built product that this suite was built with; for a story that Jest runs from its source, the one beside it. */
export const BUILT = here.endsWith('.ts') ? path.resolve('dist') : path.resolve(path.dirname(here), '../..');

/** A built file of the suite, to be run as a process of its own. */
export const builtPart = (name: string): string => path.join(BUILT, 'test/crash', name);
