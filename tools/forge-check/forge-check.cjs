// Runs Atlassian's linter over the manifest and the sources, and Atlassian's bundler over the
// backend, both without a login or a network. Needs CommonJS: the bundler insists on require.main.
const {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
process.chdir(root);

const scratch = mkdtempSync(join(tmpdir(), 'forge-check-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

// The permission linter holds calls of requestJira against the API's scopes. Without these variables
// it would download the documents. Products that the app does not call have no paths.
const noPaths = join(scratch, 'no-paths.json');
writeFileSync(noPaths, '{"paths":{}}');
Object.assign(process.env, {
  USE_LOCAL_SWAGGER: '1',
  LOCAL_JIRA_SWAGGER: join(root, 'local/atlassian/openapi/jira-platform.subset.json'),
  LOCAL_JSM_SWAGGER: noPaths,
  LOCAL_JSW_SWAGGER: noPaths,
  LOCAL_CONF_SWAGGER: noPaths,
  LOCAL_CONF_V2_SWAGGER: noPaths,
  LOCAL_BB_SWAGGER: noPaths,
});

const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');
const { lint } = require('@forge/lint');
const { getEntryPoints, getNodeBundler } = require('@forge/bundler');

// Five linters compile the schema of manifests, each for itself, which takes more than a second: once is enough.
const { Ajv } = require(require.resolve('ajv', { paths: [require.resolve('@forge/manifest')] }));
const { compile } = Ajv.prototype;
const compiled = new Map();
Ajv.prototype.compile = function compileOnce(schema, ...more) {
  // Each imports it into an object of its own.
  const source = schema.default ?? schema;
  if (!compiled.has(source)) compiled.set(source, compile.call(this, schema, ...more));
  return compiled.get(source);
};

const say = (line) => console.log(line);
const logger = { info: say, warn: say, error: say, debug: () => {}, trace: () => {} };

async function main() {
  const manifest = await new ConfigFile(
    new FileSystemReader(),
    new FileSystemWriter(),
  ).readConfig();
  const problems = (await lintApp(manifest)) + (await bundleApp(manifest));
  if (problems > 0) process.exitCode = 1;
}

async function lintApp(manifest) {
  const sources = filesBelow('src').filter((file) => !file.endsWith('.test.ts'));
  const results = await lint(
    sources,
    manifest,
    'DEVELOPMENT',
    logger,
    { getDeprecatedRuntimes: async () => [] },
    { linter: { mode: 'client-side' } },
  );
  const found = results.flatMap(({ file, errors, warnings }) => [
    ...errors.map((problem) => ({ kind: 'error', file, ...problem })),
    ...warnings.map((problem) => ({ kind: 'warning', file, ...problem })),
  ]);
  for (const { kind, file, line, column, message, reference } of found) {
    say(`${kind}  ${file}:${line}:${column}  ${message}  (${reference})`);
  }
  const errors = found.filter(({ kind }) => kind === 'error').length;
  say(`Forge linter: ${sources.length} files, ${errors} errors, ${found.length - errors} warnings`);
  return found.length;
}

async function bundleApp(manifest) {
  const handlers = manifest.modules.function.map(({ handler }) => ({
    module: handler.split('.')[0],
  }));
  // The runtime's loader is downloaded when the app is deployed; the bundle itself does not need it.
  const noLoader = {
    getNodeRuntimeWrapper: async () => ({ script: '', version: '' }),
    getNodeRuntimeLoader: async () => ({ script: '', version: '' }),
  };
  const bundler = await getNodeBundler(logger, noLoader, {
    readConfig: async () => manifest,
  }).getBundler();
  const getConfigs = bundler.getConfigs.bind(bundler);
  bundler.getConfigs = async (args) => (await getConfigs(args)).map(bundleOnly);
  // Else it would count what the sources call, for Atlassian's statistics.
  bundler.getOutput = async (_args, { output }) => ({ outputDir: output.path });
  const { outputDir } = await bundler.bundle({
    appDirectory: root,
    entryPoints: getEntryPoints(handlers),
  });
  const bundle = join(outputDir, 'index.cjs');
  if (!existsSync(bundle)) {
    say(`error  the Forge bundler made no ${bundle}`);
    return 1;
  }
  say(`Forge bundler: index.cjs, ${Math.round(statSync(bundle).size / 1024)} KiB`);
  return 0;
}

/** Types are left to `npm run check:types`, by the same tsconfig.json: they took longer than all the rest. */
function bundleOnly(config) {
  const loaders = config.module.rules.flatMap(({ use }) => use ?? []);
  const typescript = loaders.filter(({ loader }) => loader === 'ts-loader');
  if (typescript.length === 0)
    throw new Error('The Forge bundler compiles TypeScript in another way.');
  for (const { options } of typescript) options.transpileOnly = true;
  return { ...config, devtool: false };
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [`./${join(folder, entry.name)}`],
  );
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
