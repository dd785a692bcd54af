import { readFileSync } from 'node:fs';
import type { RewrittenAnswer } from '../atlassian';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface ApiDocument {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly responses: Readonly<
              Record<string, { readonly content?: Readonly<Record<string, { schema?: Schema }>> }>
            >;
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/**
 * The document requires next to nothing: a person without an id would follow it. These keep what they say, and
 * are null only where they say nothing (`''`, or not there).
 */
const WHAT_A_THING_IS: ReadonlySet<string> = new Set([
  // Which one it is, and what people and lines call it.
  ...['id', 'key', 'accountId', 'groupId', 'name', 'displayName', 'emailAddress', 'taskId'],
  ...['serverTitle'],
  // Whether it is anybody who can hold access, who decides, and who changes it.
  ...['accountType', 'active', 'lead', 'archived', 'deleted', 'admin', 'managedBy'],
  // Lists, where they go on, and what was asked for.
  ...['values', 'groups', 'users', 'comments', 'actors', 'groupDetails', 'isLast', 'total'],
  ...['actorUser', 'actorGroup', 'permissions', 'havePermission', 'fields', 'value', 'status'],
  ...['author', 'properties', 'labels', 'project', 'baseUrl', 'statuses', 'pinned'],
]);

/** As deep as an answer goes: people have groups, and groups people. */
const DEEPEST = 8;

const THE_DOCUMENT = JSON.parse(
  readFileSync(new URL('../openapi/jira-platform.subset.json', import.meta.url), 'utf8'),
) as ApiDocument;

/** An answer with null in every field that the document lets be null or be left out. */
export function withNulls({ method, path, status, text }: RewrittenAnswer): string {
  const schema = schemaOf(method, path, status);
  if (schema === undefined || text === '') return text;
  const body: unknown = JSON.parse(text);
  return JSON.stringify(emptied(body, schema, DEEPEST));
}

function schemaOf(method: string, path: string, status: number): Schema | undefined {
  const matching = Object.keys(THE_DOCUMENT.paths)
    .filter((template) => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path))
    .sort((one, other) => one.split('{').length - other.split('{').length);
  const operation = THE_DOCUMENT.paths[matching[0] ?? '']?.[method.toLowerCase()];
  return operation?.responses[String(status)]?.content?.['application/json']?.schema;
}

function resolved(schema: Schema): Schema {
  const target = schema.$ref ?? schema.allOf?.[0]?.$ref;
  return target === undefined
    ? schema
    : (THE_DOCUMENT.components.schemas[target.split('/').at(-1) ?? ''] ?? {});
}

function emptied(value: unknown, schema: Schema, depth: number): unknown {
  const { properties, required = [], items } = resolved(schema);
  if (depth === 0) return value;
  if (Array.isArray(value)) {
    return items === undefined ? value : value.map((one) => emptied(one, items, depth - 1));
  }
  if (typeof value !== 'object' || value === null || properties === undefined) return value;
  const told = value as Readonly<Record<string, unknown>>;
  const fields = Object.entries(properties).map(([name, of]) => {
    const one = told[name];
    if (required.includes(name) && of.nullable !== true) return [name, one];
    const isTold = one !== undefined && one !== null && one !== '';
    return [name, isTold && WHAT_A_THING_IS.has(name) ? emptied(one, of, depth - 1) : null];
  });
  return { ...told, ...Object.fromEntries(fields) };
}
