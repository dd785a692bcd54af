import { createHash } from 'node:crypto';

const DAY = 86_400_000;

export interface SampleCredential {
  readonly key: string;
  readonly kind: 'personal' | 'organization';
  readonly label: string;
  /** Whose it is; for an organization's key, whom people tend to try it with. */
  readonly email: string;
  readonly scopes?: readonly string[];
  /** From the moment the site is seeded. */
  readonly expiresIn: number;
  readonly revoked?: boolean;
  /** What connecting with it leads to. */
  readonly expect: string;
}

/** The classic scopes that everything asked of the site needs. */
const ENOUGH_SCOPES: readonly string[] = [
  'read:jira-user',
  'read:jira-work',
  'write:jira-work',
  'manage:jira-project',
  'manage:jira-configuration',
];

export const SAMPLE_CREDENTIALS: readonly SampleCredential[] = [
  {
    key: 'good',
    kind: 'personal',
    label: 'Good token',
    email: 'olivia.hart@acme.example',
    expiresIn: 300 * DAY,
    expect: 'connects at the site’s own address',
  },
  {
    key: 'good-scoped',
    kind: 'personal',
    label: 'Good token with scopes',
    email: 'olivia.hart@acme.example',
    scopes: ENOUGH_SCOPES,
    expiresIn: 180 * DAY,
    expect: 'connects through api.atlassian.com; the site’s own address answers 401',
  },
  {
    key: 'few-scopes',
    kind: 'personal',
    label: 'Token with too few scopes',
    email: 'olivia.hart@acme.example',
    scopes: ['read:jira-user', 'read:jira-work'],
    expiresIn: 180 * DAY,
    expect: 'is recognised, and may not change groups or roles',
  },
  {
    key: 'expired',
    kind: 'personal',
    label: 'Expired token',
    email: 'olivia.hart@acme.example',
    expiresIn: -30 * DAY,
    expect: 'is rejected: 401',
  },
  {
    key: 'revoked',
    kind: 'personal',
    label: 'Revoked token',
    email: 'olivia.hart@acme.example',
    expiresIn: 200 * DAY,
    revoked: true,
    expect: 'is rejected: 401',
  },
  {
    key: 'organization',
    kind: 'organization',
    label: 'API key of the organization',
    email: 'olivia.hart@acme.example',
    expiresIn: 200 * DAY,
    expect:
      'is rejected as an API token: 401. It is taken as the organization API key, for what that adds',
  },
  {
    key: 'employee',
    kind: 'personal',
    label: 'Token of somebody who is no admin',
    email: 'noah.okafor@acme.example',
    expiresIn: 100 * DAY,
    expect: 'is recognised, and is no administrator',
  },
  {
    key: 'jira-admin',
    kind: 'personal',
    label: 'Token of a Jira admin who is no site admin',
    email: 'sofia.costa@acme.example',
    expiresIn: 100 * DAY,
    expect: 'may change roles; changing groups answers 403',
  },
  {
    key: 'captcha',
    kind: 'personal',
    label: 'Token of an account that failed to log in too often',
    email: 'callum.fraser@acme.example',
    expiresIn: 100 * DAY,
    expect: 'is refused until its owner logs in in the browser: 403',
  },
];

/** Always the same text for the same sample: nothing secret is behind it. */
export function sampleSecret(sample: Pick<SampleCredential, 'key' | 'kind'>): string {
  const start = sample.kind === 'personal' ? 'ATATT3xFfGF0' : 'ATCTT3xFfGN0';
  const hash = (part: string) =>
    createHash('sha512').update(`${part} ${sample.key}`).digest('base64url');
  return `${start}${hash('first')}${hash('second')}=${createHash('sha256').update(sample.key).digest('hex').slice(0, 8).toUpperCase()}`;
}
