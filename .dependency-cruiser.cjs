// Who may import whom: the directions of docs/architecture.md, checked.
const { readdirSync } = require('node:fs');

const ring = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { pathNot: to },
});

const below = (name, from, to) => ({
  name: `${name}-imports-what-is-below`,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: to },
});

const SURFACES = readdirSync('static/src').flatMap((file) => /^(.+)\.tsx$/.exec(file)?.[1] ?? []);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      comment: 'A module that nothing reaches is dead.',
      severity: 'error',
      from: { orphan: true, path: '^src', pathNot: '(\\.test\\.ts|\\.d\\.ts)$' },
      to: {},
    },
    ring('domain-imports-nothing', '^src/domain', ['^src/domain']),
    ring('contract-imports-domain-and-zod', '^src/contract', [
      '^src/(contract|domain)',
      '^node_modules/zod',
    ]),
    ring('words-import-domain', '^src/words', ['^src/(words|domain)']),
    ring('ports-import-domain', '^src/ports', ['^src/(ports|domain)']),
    ring('operations-import-domain-ports-and-words', '^src/operations', [
      '^src/(operations|domain|ports|words)',
    ]),
    ring('adapters-import-domain-ports-zod-forge', '^src/adapters', [
      '^src/(adapters|domain|ports)',
      '^node_modules/(zod|@forge)',
      // Part of every Node; for what is kept small.
      '^zlib$',
    ]),
    {
      name: 'adapters-never-each-other',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/($1|rest)/' },
    },
    ring('app-imports-only-itself', '^src', ['^src', '^node_modules/(zod|@forge)', '^zlib$']),
    {
      name: 'entry-only-from-index',
      severity: 'error',
      from: { path: '^src/(?!entry|index)' },
      to: { path: '^src/(entry|index)' },
    },
    {
      name: 'static-imports-contract-and-domain',
      severity: 'error',
      from: { path: '^static' },
      to: { path: '^(src/(?!contract|domain|words)|local|tests|scripts)' },
    },
    ring('words-import-contract-and-domain', '^static/src/words', [
      '^static/src/words',
      '^src/(contract|domain|words)',
    ]),
    ring('api-imports-contract-and-bridge', '^static/src/api', [
      '^static/src/api',
      '^src/(contract|domain)',
      '^node_modules/@forge/bridge',
    ]),
    ring('components-import-words-and-the-host', '^static/src/components', [
      '^static/src/(components|words)',
      // Links are opened by Jira around.
      '^static/src/api/bridge',
      '^src/(contract|domain|words)',
      '^node_modules/(preact|charts\\.css)',
    ]),
    ring('forms-import-components-api-words', '^static/src/forms', [
      '^static/src/(forms|components|api|words)',
      '^src/(contract|domain|words)',
      '^node_modules/(preact|papaparse|@types/papaparse|fflate|yaml)',
    ]),
    ring('screens-import-forms-and-what-is-below', '^static/src/screens', [
      '^static/src/(screens|forms|components|api|words)',
      '^src/(contract|domain|words)',
      '^node_modules/preact',
    ]),
    {
      name: 'calls-name-their-surface',
      comment: 'A screen calls by the function of its surface, which can name no key of another.',
      severity: 'error',
      from: { path: '^static/src/(?!api)' },
      to: { path: '^static/src/api/call\\.ts' },
    },
    ...SURFACES.map((surface) => ({
      name: `${surface}-reaches-its-own-screens`,
      comment:
        'Nothing that a surface loads, however far down, is of another one; see also check-source.',
      severity: 'error',
      from: { path: `^static/src/${surface}\\.tsx` },
      to: {
        path: `^static/src/screens/(?!${surface}/|open-page|reader-language)`,
        reachable: true,
      },
    })),
    {
      name: 'local-knows-no-app',
      severity: 'error',
      from: { path: '^local' },
      to: { path: '^(src|static|tests)' },
    },
    below('local-machine', '^local/machine/', '^local/(?!machine/)'),
    below('local-forge', '^local/forge/', '^local/(atlassian|platform|host)/'),
    // What a site is needs of Forge only who calls it.
    below('local-atlassian', '^local/atlassian/', '^local/(platform|host|forge/(?!forge))'),
    below('local-platform', '^local/platform/', '^local/host/'),
    {
      name: 'nothing-imports-tests',
      comment: 'Tests beside the source share what tests are made of.',
      severity: 'error',
      from: { pathNot: '^(tests|bench|scripts)|\\.test\\.tsx?$' },
      to: { path: '^tests' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(static/dist|build|tools)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
