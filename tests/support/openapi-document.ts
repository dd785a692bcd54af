import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Exchange } from '../../local/atlassian/atlassian';

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly schema: {
    readonly type?: string;
    readonly enum?: readonly string[];
    readonly maxLength?: number;
    readonly items?: { readonly type?: string; readonly enum?: readonly string[] };
  };
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

interface DocumentedOperation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
  readonly security?: readonly object[];
  readonly 'x-atlassian-oauth2-scopes'?: readonly {
    readonly state: string;
    readonly scopes: readonly string[];
  }[];
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
}

const readDocument = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../local/atlassian/openapi/${name}`, import.meta.url), 'utf8'),
  ) as ApiDocument & { readonly components: { readonly schemas: object } };

const platform = readDocument('jira-platform.subset.json');
/** What is younger than the platform's document (local/atlassian/openapi/README.md). */
const younger = readDocument('issue-panels.json');

export const apiDocument = {
  ...platform,
  paths: { ...platform.paths, ...younger.paths },
  components: {
    ...platform.components,
    schemas: { ...younger.components.schemas, ...platform.components.schemas },
  },
};

/** What is right although the document does not have it, each with the reason. */
const BEYOND_THE_DOCUMENT: readonly {
  readonly why: string;
  readonly holds: (exchange: Exchange, path: string) => boolean;
}[] = [
  {
    why: 'the site’s cloud id and its pictures are no part of the REST API',
    holds: (_, path) => /^\/(_edge|avatars)\//.test(path),
  },
  {
    why: 'the organization’s administration has a document of its own',
    holds: ({ url }, path) =>
      new URL(url).hostname === 'api.atlassian.com' && path.startsWith('/admin/'),
  },
  {
    why: 'the personal data reporting API is described by a guide (doc: User privacy guide)',
    holds: ({ url }, path) =>
      new URL(url).hostname === 'api.atlassian.com' && path.startsWith('/app/report-accounts'),
  },
  {
    why: 'other addresses, where no such site is',
    holds: ({ url }) =>
      !['acme-local.atlassian.net', 'api.atlassian.com'].includes(new URL(url).hostname),
  },
  { why: 'rate limits (doc: rate limiting)', holds: ({ status }) => status === 429 },
  {
    why: 'the gateway’s own errors: missing scope, bad credential (recorded)',
    holds: ({ status, responseBody }) =>
      [401, 403, 404].includes(status) && /^\{"code":\d+,"message":/.test(responseBody),
  },
  {
    why: 'a rejected log-in, whatever was asked (recorded: X-Seraph-LoginReason)',
    holds: ({ status, responseHeaders }) =>
      [401, 403].includes(status) && responseHeaders['x-seraph-loginreason'] !== undefined,
  },
  {
    why: 'a bearer at the site’s own address (recorded)',
    holds: ({ status, responseBody }) => status === 403 && responseBody.includes('Connect Session'),
  },
  {
    why: 'names of users are gone: 400 where accountId is missing (recorded)',
    holds: ({ status, responseBody }) =>
      status === 400 && responseBody.includes("'accountId' query parameter"),
  },
  { why: 'nothing is built there, and it says so', holds: ({ status }) => status === 501 },
  { why: 'what can be done at a path (recorded)', holds: ({ method }) => method === 'OPTIONS' },
  { why: 'the head of an answer', holds: ({ method }) => method === 'HEAD' },
  { why: 'a body of another type than JSON (recorded)', holds: ({ status }) => status === 415 },
  {
    why: 'nobody is told what there is without a credential',
    holds: ({ status, as }, path) => status === 401 && as === undefined && !isDocumented(path),
  },
  {
    why: 'version 2 has a document of its own, in which texts are no documents',
    holds: (_, path) => /^\/rest\/api\/(2|latest)\//.test(path),
  },
];

export const isDocumented = (path: string) => templates.some(({ pattern }) => pattern.test(path));

/** Dates are Jira's own (+0000), addresses and numbers are held loosely: the document is loose itself. */
const ajv = new Ajv({ strict: false, allErrors: true });
for (const format of ['int32', 'int64', 'double', 'float', 'binary', 'uri', 'date', 'uuid'])
  ajv.addFormat(format, true);
ajv.addFormat('date-time', (value: string) => !Number.isNaN(Date.parse(value)));
ajv.addSchema(apiDocument, 'jira');

const compiled = new Map<object, ValidateFunction>();
function validatorOf(schema: object): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  // References are local to the document, which is known to the validator as "jira".
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"jira#/components/');
  const made = ajv.compile(JSON.parse(text));
  compiled.set(schema, made);
  return made;
}

const templates = Object.keys(apiDocument.paths)
  .map((template) => ({
    template,
    fixed: template.split('/').filter((part) => !part.startsWith('{')).length,
    pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }))
  .sort((one, other) => other.fixed - one.fixed);

const isTyped = (type: string | undefined, value: string): boolean =>
  type === 'integer'
    ? /^-?\d+$/.test(value)
    : type === 'boolean'
      ? value === 'true' || value === 'false'
      : true;

function queryProblems(parameters: readonly Parameter[], query: URLSearchParams): string[] {
  const problems: string[] = [];
  const known = new Map(
    parameters.filter((entry) => entry.in === 'query').map((entry) => [entry.name, entry]),
  );
  for (const [name, value] of query) {
    const parameter = known.get(name);
    if (parameter === undefined) problems.push(`unknown query parameter ${name}`);
    else {
      const schema = parameter.schema.type === 'array' ? parameter.schema.items : parameter.schema;
      if (!isTyped(schema?.type, value)) problems.push(`${name}=${value} is no ${schema?.type}`);
      if (schema?.enum !== undefined && !schema.enum.includes(value))
        problems.push(`${name}=${value} is none of ${schema.enum.join(', ')}`);
      if (parameter.schema.type !== 'array' && query.getAll(name).length > 1)
        problems.push(`${name} is given more than once`);
    }
  }
  return problems;
}

const jsonSchemaOf = (part: Content | undefined): object | undefined =>
  part?.content?.['application/json']?.schema;

function bodyProblems(what: string, schema: object | undefined, body: string): string[] {
  if (schema === undefined) return [];
  try {
    const validate = validatorOf(schema);
    return validate(JSON.parse(body))
      ? []
      : [`${what}: ${ajv.errorsText(validate.errors, { dataVar: '' })}`];
  } catch (error) {
    return [`${what}: ${String(error)}`];
  }
}

/**
 * What the document has against one exchange; empty where they agree. A refused request may be a wrong
 * one, which is what it was refused for: `whoAsks` says whether that may be.
 */
export function problemsOf(
  exchange: Exchange,
  whoAsks: 'anybody' | 'theApp' = 'anybody',
): readonly string[] {
  const url = new URL(exchange.url);
  const path = url.pathname.replace(/^\/ex\/jira\/[^/]+/, '');
  const isAside = BEYOND_THE_DOCUMENT.some((entry) => entry.holds(exchange, path));
  const answerCounts = !exchange.faulty && !isAside;
  const requestCounts = whoAsks === 'theApp' || exchange.status < 400;
  const template = templates.find(({ pattern }) => pattern.test(path))?.template ?? '';
  const operation = apiDocument.paths[template]?.[exchange.method.toLowerCase()];
  if (operation === undefined) return answerCounts ? ['no such operation'] : [];
  return [
    ...(requestCounts ? queryProblems(operation.parameters ?? [], url.searchParams) : []),
    ...(requestCounts && operation.requestBody !== undefined
      ? bodyProblems('request', jsonSchemaOf(operation.requestBody), exchange.requestBody)
      : []),
    ...(answerCounts ? answerProblems(operation, exchange) : []),
  ];
}

function answerProblems(operation: DocumentedOperation, exchange: Exchange): string[] {
  const response = operation.responses[String(exchange.status)];
  return [
    ...(response === undefined ? [`status ${exchange.status} is not documented`] : []),
    ...(response !== undefined && exchange.responseBody !== ''
      ? bodyProblems('answer', jsonSchemaOf(response), exchange.responseBody)
      : []),
    ...(response !== undefined && exchange.responseBody === '' && jsonSchemaOf(response)
      ? exchange.status === 204
        ? []
        : ['an answer is documented and none was given']
      : []),
  ];
}
