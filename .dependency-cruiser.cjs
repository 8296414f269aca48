/**
 * Imports go one way. Each line: a folder and what it may import beside itself; tests are free.
 * The picture with reasons is in docs/design/house.md.
 */
const below = {
  domain: [],
  data: ['assets'],
  assets: [],
  runs: [],
  minds: ['runs', 'assets'],
  scale: [],
  agents: ['data', 'minds'],
  models: ['data'],
  recommenders: ['data', 'models'],
  systems: ['agents', 'data', 'minds'],
  worlds: ['runs', 'data'],
  evaluation: ['data', 'runs', 'models'],
  report: ['evaluation', 'runs', 'data'],
  experiments: [
    'assets',
    'data',
    'models',
    'minds',
    'agents',
    'systems',
    'worlds',
    'runs',
    'scale',
    'evaluation',
    'report',
  ],
  assistant: ['data', 'models', 'minds', 'agents', 'systems', 'recommenders'],
  cli: [
    'assets',
    'data',
    'models',
    'minds',
    'agents',
    'runs',
    'evaluation',
    'report',
    'experiments',
    'systems',
    'assistant',
  ],
  testing: ['data', 'models', 'minds', 'agents'],
}

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(below).map(([folder, allowed]) => ({
      name: `${folder}-imports-downwards`,
      severity: 'error',
      from: { path: `^src/${folder}/`, pathNot: '\\.test(-parts)?\\.ts$' },
      to: {
        path: '^src/[^/]+/',
        pathNot: `^src/(${['domain', folder, ...allowed].join('|')})/`,
      },
    })),
    {
      name: 'domain-is-alone',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^src/', pathNot: '^src/(domain/|random\\.ts)' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/assembly/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
}
