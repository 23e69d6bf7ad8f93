// Lint: only what the type checker does not say. Purity of the engine's language (no clock, no randomness) is checked here.
import tseslint from 'typescript-eslint';

const noClock = [
  { object: 'Date', property: 'now', message: 'Time arrives as an event or through the Clock port.' },
  { object: 'Math', property: 'random', message: 'Randomness is injected, so that a replay gives the same.' },
];

const noPresent = { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time arrives as an event or through the Clock port.' };
const noClass = { selector: 'ClassDeclaration:not([superClass.name=/(Error|Fault)$/])', message: 'Factories, not classes.' };

export default tseslint.config(
  { ignores: ['node_modules/', '**/dist/', 'test/fixtures/', 'test/artifacts/', 'device/models/**/*.mjs'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': ['error', { allow: ['log', 'error', 'warn'] }],
      'no-debugger': 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    // Classes only for Lit elements and errors.
    files: ['device/**/*.ts', 'hub/{core,adapters,commands}/**/*.ts', 'flows/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noClass] },
  },
  {
    files: ['flows/engine/**/*.ts', 'flows/protocol/**/*.ts', 'device/core/**/*.ts', 'hub/core/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...noClock],
      'no-restricted-globals': ['error', 'window', 'document', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'localStorage'],
      'no-restricted-syntax': ['error', noClass, noPresent],
    },
  },
);
