import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

// Few rules, each of which has stopped a real fault somewhere.
const rules = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  'no-console': 'error',
  'no-restricted-globals': ['error', { name: 'fetch', message: 'No network call in the core: channels live in notification.' }],
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.gen.ts', '**/gen/**', '**/*.d.ts', '.data/**'] },
  {
    files: ['libs/**/*.ts', 'apps/{api,worker,standalone}/**/*.ts', 'config/**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: new URL('..', import.meta.url).pathname } },
    rules: { ...rules, '@typescript-eslint/consistent-type-imports': 'off' },
  },
  { files: ['libs/notification/src/gateways/http-call.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['apps/standalone/**/*.ts', '**/*.spec.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: new URL('..', import.meta.url).pathname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-unused-vars': rules['@typescript-eslint/no-unused-vars'] },
  },
  // No compiler reads these: a constant that is used above its line is found when it is too late.
  { files: ['test/*.mjs', 'config/*.mjs', 'apps/standalone/*.mjs'], rules: { 'no-use-before-define': ['error', { functions: false, classes: false, variables: false }] } },
  ...vue.configs['flat/essential'],
  {
    files: ['apps/web/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
  },
  {
    files: ['apps/web/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    files: ['apps/web/src/**/*.{ts,vue}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: { '@typescript-eslint/no-explicit-any': 'error', 'vue/multi-word-component-names': 'off', 'no-console': 'error' },
  },
);
