import js from '@eslint/js'
import tseslint from 'typescript-eslint'

const onlyOrSkip = (object) => ({
  selector: `MemberExpression[object.name='${object}'][property.name=/^(only|skip|skipIf|runIf|fixme|todo)$/]`,
  message: 'Every test runs, everywhere: delete it or mend it.',
})

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      '**/.next',
      '.data',
      '.cache',
      'coverage',
      'test-results',
      'playwright-report',
      '**/*.gen.ts',
      'dev/migrations',
      'dev/payload-types.ts',
      '**/importMap.js',
      '**/next-env.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false, 'ts-expect-error': 'allow-with-description' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // React takes async event handlers and server actions where its types say void.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Numbers in texts are meant; everything else still has to say how it becomes one.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `void (count += 1)` and arrow shorthands that return void are how callbacks are written here.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      // An environment variable or a form field that is empty counts as missing.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Module augmentation and string unions need both forms.
      '@typescript-eslint/consistent-type-definitions': 'off',
      eqeqeq: ['error', 'smart'],
      'no-console': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      // A site's log is Payload's logger.
      'no-console': 'error',
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...['it', 'test', 'describe', 'suite'].map(onlyOrSkip)],
      // A test says what it expects to be there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        module: 'writable',
        setInterval: 'readonly',
        setTimeout: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        require: 'readonly',
      },
    },
  },
)
