/**
 * Imports flow one way: a layer may use those before it and itself, never those after it.
 * Files right under `src` are leaves, apart from `plugin.ts`, which composes everything.
 */
const layers = [
  { name: 'leaves', path: '^src/((?!plugin\\.ts)[^/]+\\.tsx?$|domain/|translations/)' },
  { name: 'renderers', path: '^src/(emails|documents|stripe|mail)/' },
  { name: 'doors', path: '^src/(access|queries|queue)/' },
  { name: 'operations', path: '^src/operations/' },
  { name: 'collections', path: '^src/collections/' },
  { name: 'handlers', path: '^src/(endpoints|jobs)/' },
  { name: 'faces', path: '^src/(portal|admin)/' },
  { name: 'plugin', path: '^src/plugin\\.ts$' },
  { name: 'exports', path: '^src/exports/' },
]

const oneWay = layers.slice(0, -1).map(({ name, path }, index) => ({
  name: `${name}-import-nothing-above`,
  severity: 'error',
  from: { path },
  to: { path: layers.slice(index + 1).map((layer) => layer.path) },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Also through type-only imports: files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...oneWay,
    {
      name: 'domain-is-pure',
      comment: 'Rules know no framework, no environment and no clock.',
      severity: 'error',
      from: { path: '^src/domain/' },
      // Hashing, checksums and parsing addresses are pure, though Node brings them.
      to: {
        dependencyTypesNot: ['local', 'localmodule', 'aliased', 'undetermined'],
        pathNot: '^(crypto|net|buffer|zlib)$',
      },
    },
    {
      name: 'only-exports-import-the-plugin',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/exports/' },
      to: { path: '^src/plugin\\.ts$' },
    },
    {
      name: 'src-stands-alone',
      comment: 'What is published does not reach into the demo, the tests or the scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(dev|test|scripts|bench)/' },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/documents/worker/' },
      // Peers are also listed for development, so that the demo has them.
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm-peer', 'type-only'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\.gen\\.ts$', '^client-portal:'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '\\.gen\\.ts$'] },
    exclude: { path: ['^dev/\\.next', '^dev/migrations', '^dev/next-env', 'node_modules/\\.cache'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
    cache: { folder: '.cache/dependency-cruiser', strategy: 'content' },
  },
}
