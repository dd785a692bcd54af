import type { World } from './open-world';

/** A call to the site as its admin makes it, past the app and its connection. */
export async function byHand(
  { platform, person }: World,
  method: 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<void> {
  const { atlassian } = platform;
  const { accountId } = person('Olivia Hart');
  const response = await atlassian.fetchAs(
    { kind: 'user', accountId, scopes: ['manage:jira-configuration'] },
    new Request(`${atlassian.siteUrl}/rest/api/3${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
}
