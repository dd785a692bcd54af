import type { SiteTokens } from '../atlassian';
import { SAMPLE_CREDENTIALS, sampleSecret } from '../seed/sample-credentials';
import type { Site } from '../site/site';
import { newTokenText } from '../store/token-text';

/** One year, the longest a token lives (doc: manage API tokens). */
const LONGEST_LIFE = 366 * 86_400_000;

export function openSiteTokens(site: Site): SiteTokens {
  return {
    of: (accountId) =>
      site.tokens.ofAccount(accountId).map((token) => ({
        id: token.id,
        label: token.label,
        createdAt: token.createdAt,
        expiresAt: token.expiresAt,
        scoped: token.scopes !== undefined,
        revoked: token.revoked,
      })),
    create(accountId, label, expiresAt, scopes) {
      const now = site.clock.now();
      if (site.people.byId(accountId) === undefined)
        throw new Error(`No such person: ${accountId}`);
      if (label.trim() === '' || label.length > 255)
        throw new Error('A token needs a name of at most 255 characters');
      if (expiresAt <= now || expiresAt > now + LONGEST_LIFE)
        throw new Error('A token expires within a year');
      const secret = newTokenText();
      site.tokens.add(
        {
          accountId,
          kind: 'personal',
          label: label.trim(),
          createdAt: now,
          expiresAt,
          scopes,
          revoked: false,
        },
        secret,
      );
      return secret;
    },
    revoke: (id) => site.tokens.revoke(id),
    samples: () =>
      SAMPLE_CREDENTIALS.map((sample) => ({
        label: sample.label,
        email: sample.email,
        token: sampleSecret(sample),
        expect: sample.expect,
      })),
  };
}
