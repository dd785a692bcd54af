import type { EntityProperty } from '../atlassian';
import type { Site } from '../site/site';
import type { StoredIssue } from '../store/issues';
import { JqlError } from './jql-tokens';
import type { Operator } from './parse-jql';

/** As what a field is compared: doc: Jira entity property, JQL examples by type. */
export type FieldType = EntityProperty['type'];

export interface Field {
  readonly type: FieldType;
  /** All that an issue has of it: texts, numbers, account ids or instants. None: it is empty. */
  readonly valuesOf: (issue: StoredIssue) => readonly (string | number)[];
  /** What a value is called in a query; undefined where there is none of that name. */
  readonly named?: (value: string) => string | undefined;
}

const EXACT = ['=', '!=', 'in', 'not in', 'is', 'is not'] as const;
const ORDERED = [...EXACT, '<', '<=', '>', '>='] as const;
export const OPERATORS_OF: Readonly<Record<FieldType, readonly Operator[]>> = {
  string: EXACT,
  user: EXACT,
  number: ORDERED,
  date: ORDERED,
  text: ['~', '!~', 'is', 'is not'],
};

/** A field of Jira’s own, an alias that an app has declared, or a property by its whole path. */
export function fieldOf(site: Site, name: string): Field {
  const field = ownField(site, name.toLowerCase()) ?? fieldOfProperty(site, name);
  if (field === undefined)
    throw new JqlError(`Field '${name}' does not exist or you do not have permission to view it.`);
  return field;
}

function ownField(site: Site, name: string): Field | undefined {
  const user = (of: (issue: StoredIssue) => string | undefined): Field => ({
    type: 'user',
    valuesOf: (issue) => [of(issue) ?? []].flat(),
  });
  switch (name) {
    case 'key':
    case 'issuekey':
      return { type: 'string', valuesOf: ({ key }) => [key], named: (key) => key.toUpperCase() };
    case 'project':
      return {
        type: 'string',
        valuesOf: ({ projectId }) => [projectId],
        named: (value) => projectNamed(site, value),
      };
    case 'status':
      return { type: 'string', valuesOf: ({ status }) => [status.toLowerCase()], named: lower };
    case 'type':
    case 'issuetype':
      return { type: 'string', valuesOf: ({ type }) => [type.toLowerCase()], named: lower };
    case 'summary':
      return { type: 'text', valuesOf: ({ summary }) => [summary] };
    case 'created':
      return { type: 'date', valuesOf: ({ createdAt }) => [createdAt] };
    case 'assignee':
      return user(({ assigneeAccountId }) => assigneeAccountId);
    case 'reporter':
      return user(({ reporterAccountId }) => reporterAccountId);
    default:
      return undefined;
  }
}

const lower = (value: string) => value.toLowerCase();

function projectNamed(site: Site, value: string): string | undefined {
  return site.projects
    .all()
    .find(({ id, key, name }) =>
      [id, key, name].some((one) => one.toLowerCase() === value.toLowerCase()),
    )?.id;
}

/** doc: Jira entity property, JQL syntax: by its alias, or as `issue.property[key].path`. */
function fieldOfProperty(site: Site, name: string): Field | undefined {
  const [, key, path] = /^issue\.property\[(.+)\]\.(.+)$/i.exec(name) ?? [];
  const declared = site.entityProperties.find((one) =>
    key === undefined
      ? one.searchAlias?.toLowerCase() === name.toLowerCase()
      : one.propertyKey === key && one.path === path,
  );
  if (declared === undefined) return undefined;
  return {
    type: declared.type,
    valuesOf: (issue) =>
      indexed(declared, site.issues.property('issue', issue.id, declared.propertyKey)),
  };
}

/** Of an array each element; what is not of the declared type is not indexed. */
function indexed({ path, type }: EntityProperty, property: unknown): readonly (string | number)[] {
  const there = path
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        value instanceof Object && !Array.isArray(value)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      property,
    );
  return [there].flat().flatMap((value) => ofType(type, value) ?? []);
}

function ofType(type: FieldType, value: unknown): string | number | undefined {
  switch (type) {
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'date': {
      const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      return Number.isNaN(at) ? undefined : at;
    }
    case 'string':
    case 'text':
    case 'user':
      return typeof value === 'string' && value !== '' ? value : undefined;
  }
}
