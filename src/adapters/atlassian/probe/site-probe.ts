import type { Connection, CredentialProblem } from '#domain/connection/connection';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Clock } from '#ports/clock';
import type { Credential, ProbedSite, SiteProbe } from '#ports/site-probe';
import { findSite } from './find-site';
import { findTokenKind } from './find-token-kind';
import { findWhatLacks } from './find-what-lacks';
import { readSiteName } from './read-site-name';

export interface ProbeOptions {
  readonly clock: Clock;
  readonly tokenOf: (connectionId: string) => Promise<string | undefined>;
}

/** Tries a credential, changing nothing: is there a site, is the token taken, may it do the work. */
export function siteProbe({ clock, tokenOf }: ProbeOptions): SiteProbe {
  return {
    probe: (credential) => probe(clock, credential),
    async probeStored(connection: Connection) {
      const token = await tokenOf(connection.id);
      if (token === undefined) return refuse({ code: 'tokenExpiredOrRevoked' });
      const { instanceUrl, email } = connection;
      const probed = await probe(clock, { instanceUrl, email, token });
      // The site tells no difference, but it took both when they were stored: they are not mistyped.
      return !probed.ok && probed.error.code === 'wrongEmailOrToken'
        ? refuse({ code: 'tokenExpiredOrRevoked' })
        : probed;
    },
  };
}

async function probe(
  clock: Clock,
  credential: Credential,
): Promise<Result<ProbedSite, CredentialProblem>> {
  const site = await findSite(clock, credential.instanceUrl);
  if (!site.ok) return site;
  const signedIn = await findTokenKind(clock, credential, site.value.cloudId);
  if (!signedIn.ok) return signedIn;
  const { access, actsAs, tokenKind } = signedIn.value;
  const [lacking, siteName] = await Promise.all([
    findWhatLacks(clock, access, actsAs, tokenKind),
    readSiteName(clock, access, credential.instanceUrl),
  ]);
  if (lacking !== undefined) return refuse(lacking);
  return ok({ cloudId: site.value.cloudId, siteName, actsAs, tokenKind });
}
