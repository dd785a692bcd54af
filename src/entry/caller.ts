import { systemClock } from '#adapters/forge/system-clock';
import { hostAsCaller } from '#adapters/jira/host-as-caller';
import type { Person } from '#domain/action/person';
import { invariant } from '#domain/lib/invariant';
import type { HostAsCaller } from '#ports/host-jira';

/** Who calls, from the platform's word alone. */
export interface Caller {
  readonly accountId: string;
  /** The site that the app is installed in. */
  readonly cloudId: string;
  readonly host: HostAsCaller;
  /** With the name and the picture that Jira shows of them. */
  person(): Promise<Person>;
}

/** What of a resolver's context is the platform's own; everything else in it comes from the page. */
export interface VerifiedContext {
  readonly accountId?: unknown;
  readonly installContext?: unknown;
}

/** Undefined for somebody who is not signed in. */
export function readCaller({ accountId, installContext }: VerifiedContext): Caller | undefined {
  if (typeof accountId !== 'string' || accountId === '') return undefined;
  const cloudId = /\bsite\/([^/]+)$/.exec(String(installContext))?.[1];
  invariant(cloudId !== undefined, 'an invocation without the site it comes from');
  const host = hostAsCaller(cloudId, systemClock);
  return {
    accountId,
    cloudId,
    host,
    async person() {
      const person = await host.me();
      invariant(person.accountId === accountId, 'Jira takes the caller for somebody else');
      return person;
    },
  };
}
