import type { Person } from '#domain/action/person';
import type { Connection, CredentialProblem } from '#domain/connection/connection';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Clock } from '#ports/clock';
import type { Credential } from '#ports/site-probe';
import { userSchema } from '../../rest/schemas';
import { baseUrlOf, type SiteAccess } from '../client/site-access';
import { problemOf } from './problem-of';
import { type Tried, tryRequest } from './try-request';

export interface SignedIn {
  readonly access: SiteAccess;
  readonly actsAs: Person;
  readonly tokenKind: Connection['tokenKind'];
}

/**
 * At which address the token is taken, and whose it is. Tokens of both kinds look alike, so that both
 * addresses are tried (recorded: sooperset/mcp-atlassian#968).
 */
export async function findTokenKind(
  clock: Clock,
  { instanceUrl, email, token }: Credential,
  cloudId: string,
): Promise<Result<SignedIn, CredentialProblem>> {
  const rejections: Tried[] = [];
  for (const tokenKind of ['unscoped', 'scoped'] as const) {
    const access = { baseUrl: baseUrlOf({ instanceUrl, cloudId, tokenKind }), email, token };
    const tried = await tryRequest(clock, `${access.baseUrl}/rest/api/3/myself`, access);
    const actsAs = personIn(tried);
    if (actsAs !== undefined) return ok({ access, actsAs, tokenKind });
    if (tried.kind === 'answered' && tried.is.kind === 'scopeMissing') {
      return refuse({ code: 'scopesMissing', scopes: ['read:jira-user'] });
    }
    const problem = problemOf(tried);
    if (problem !== undefined) return refuse(problem);
    if (tried.kind === 'answered' && tried.is.kind === 'forbidden' && tokenKind === 'unscoped') {
      return refuse({ code: 'unexpectedAnswer', status: tried.answer.status });
    }
    rejections.push(tried);
  }
  return refuse(rejectionOf(token, rejections));
}

function personIn(tried: Tried): Person | undefined {
  if (tried.kind !== 'answered' || tried.is.kind !== 'success') return undefined;
  const user = userSchema.safeParse(tried.answer.json);
  if (!user.success) return undefined;
  const { accountId, displayName = 'Unknown', avatarUrls, emailAddress } = user.data;
  const avatarUrl = avatarUrls?.['48x48'];
  return {
    accountId,
    displayName,
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    ...(emailAddress ? { email: emailAddress } : {}),
  };
}

/** Neither address takes it. What the site tells of the reason is not much, and mostly nothing. */
function rejectionOf(token: string, rejections: readonly Tried[]): CredentialProblem {
  // Keys of an organization begin so, and are taken by its administration API only.
  if (token.startsWith('ATCTT')) return { code: 'organizationKey' };
  const said = rejections.map((tried) => (tried.kind === 'answered' ? tried.answer.text : ''));
  return said.some((text) => /\b(expired|revoked)\b/i.test(text))
    ? { code: 'tokenExpiredOrRevoked' }
    : { code: 'wrongEmailOrToken' };
}
