// The checks that only read the sources: no database is started for them.
import whole from './jest.config.mjs';

const { globalSetup, globalTeardown, ...rest } = whole;
export default { ...rest, testMatch: ['<rootDir>/test/architecture*.spec.ts', '<rootDir>/test/web/*.spec.ts'] };
