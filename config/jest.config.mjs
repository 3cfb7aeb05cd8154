// Jest 30 in CommonJS mode: on Node 20 it cannot load Nest's ES modules natively, so SWC turns them (and us) into CommonJS.
const jsc = (syntax) => ({
  parser: syntax === 'ts' ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  target: 'es2022',
  keepClassNames: true,
});
const swc = (syntax) => ['@swc/jest', { swcrc: false, sourceMaps: 'inline', jsc: jsc(syntax), module: { type: 'commonjs' } }];
const esm = ['@nestjs', 'cookie', 'content-disposition', 'file-type', 'strtok3', 'token-types', '@tokenizer', 'uint8array-extras', 'load-esm', '@borewit', 'uuid', 'pure-rand', 'fast-check', 'content-type', '@fastify', 'fastify', 'type-is', 'media-typer', 'escape-html', 'on-finished'];

export default {
  rootDir: '..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,config,test}/**/*.{spec,story}.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/apps/web/dist'],
  moduleNameMapper: {
    '^#config/(.*)$': '<rootDir>/config/$1.ts',
    '^#([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': swc('ts'), '^.+\\.m?js$': swc('js') },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(${esm.join('|')})/)`],
  setupFiles: ['<rootDir>/test/harness/setup.ts'],
  globalSetup: '<rootDir>/test/harness/global-setup.mjs',
  globalTeardown: '<rootDir>/test/harness/global-teardown.mjs',
  maxWorkers: 2,
  // What a file leaves behind in its worker stays there: after a hundred of them it held 4 GB, and a spec of a second took six. Above this it is begun anew.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
};
