import { refuse } from './refusal';

/** A whole number of the query; a malformed one answers 404, as Jira's routing does (approximate). */
export function integerIn(query: URLSearchParams, name: string, fallback: number): number {
  const value = query.get(name);
  if (value === null || value === '') return fallback;
  if (!/^-?\d{1,18}$/.test(value)) throw refuse(404, `The ${name} must be a number.`);
  return Number(value);
}

export const truthIn = (query: URLSearchParams, name: string): boolean =>
  query.get(name) === 'true';

/** What is asked to be expanded, separated by commas. */
export const expansionsIn = (query: URLSearchParams): ReadonlySet<string> =>
  new Set((query.get('expand') ?? '').split(',').map((part) => part.trim()));

/** The body as an object; anything else answers 400. */
export function objectIn(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw refuse(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
}

export function textsIn(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw refuse(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
}

export const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
