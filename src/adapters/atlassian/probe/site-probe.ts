import type { Connection, CredentialProblem } from '#domain/connection/connection';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Clock } from '#ports/clock';
import type { Credential, KnownSite, ProbedSite, SiteProbe } from '#ports/site-probe';
import { findMissingRights } from './find-missing-rights';
import { findSite } from './find-site';
import { findTokenKind } from './find-token-kind';
import { readSiteName } from './read-site-name';

export interface ProbeOptions {
  readonly clock: Clock;
  readonly tokenOf: (credentialId: string) => Promise<string | undefined>;
}

/** Tries a credential, changing nothing: is there a site, is the token taken, may it do the work. */
export function siteProbe({ clock, tokenOf }: ProbeOptions): SiteProbe {
  return {
    probe: (credential, known) => probe(clock, credential, known),
    probeStored: (connection) =>
      withStored(connection, (credential) => probe(clock, credential, connection)),
    look: (connection) =>
      withStored(connection, async (credential) => {
        const site = await findSite(clock, connection.instanceUrl, connection);
        if (!site.ok) return site;
        const signedIn = await findTokenKind(clock, credential, site.value.cloudId);
        return signedIn.ok ? ok(null) : signedIn;
      }),
    async identify(connection) {
      const site = await findSite(clock, connection.instanceUrl, connection);
      return site.ok ? ok(null) : site;
    },
  };

  async function withStored<T>(
    { credentialId, instanceUrl, email }: Connection,
    run: (credential: Credential) => Promise<Result<T, CredentialProblem>>,
  ): Promise<Result<T, CredentialProblem>> {
    const token = await tokenOf(credentialId);
    if (token === undefined) return refuse({ code: 'tokenExpiredOrRevoked' });
    const tried = await run({ instanceUrl, email, token });
    // The site tells no difference, but it took both when they were stored: they are not mistyped.
    return !tried.ok && tried.error.code === 'wrongEmailOrToken'
      ? refuse({ code: 'tokenExpiredOrRevoked' })
      : tried;
  }
}

async function probe(
  clock: Clock,
  credential: Credential,
  known: KnownSite | undefined,
): Promise<Result<ProbedSite, CredentialProblem>> {
  const site = await findSite(clock, credential.instanceUrl, known);
  if (!site.ok) return site;
  const signedIn = await findTokenKind(clock, credential, site.value.cloudId);
  if (!signedIn.ok) return signedIn;
  const { access, actsAs, tokenKind } = signedIn.value;
  const [lacking, siteName] = await Promise.all([
    findMissingRights(clock, access, actsAs, tokenKind),
    readSiteName(clock, access, credential.instanceUrl),
  ]);
  if (lacking !== undefined) return refuse(lacking);
  return ok({ cloudId: site.value.cloudId, siteName, actsAs, tokenKind });
}
