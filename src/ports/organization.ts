import type { Person } from '#domain/action/person';
import type { Connection } from '#domain/connection/connection';
import type { Listed } from '#domain/lib/listed';
import type { Result } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import type { OrganizationProblem } from '#domain/organization/organization';
import type { AccessState } from '#domain/organization/suspension';
import type { EffectAnswer } from './provisioner';

/**
 * The organization that the connected site belongs to, with its own API key. Without a key nothing here
 * is called. Reading throws SiteFailure when Atlassian can't answer.
 */
export interface Organization {
  /** When each was last seen in any of its products; without those who never were. */
  lastActive(accountIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
  /** People by a part of their name or address, or by their account id, suspended and deactivated ones too. */
  searchPeople(query: string): Promise<Listed<OrganizationPerson>>;
  /** Undefined for somebody whom the organization does not have. */
  stateOf(accountId: string): Promise<AccessState | undefined>;
  suspend(accountId: string): Promise<EffectAnswer>;
  restore(accountId: string): Promise<EffectAnswer>;
}

export interface OrganizationPerson extends Person {
  readonly state: AccessState;
}

/** Tries a key without storing it: is it taken, may it do what it is for, does the site belong to it. */
export interface OrganizationProbe {
  probe(
    key: { readonly organizationId: string; readonly key: string },
    site: Pick<Connection, 'cloudId' | 'instanceUrl' | 'actsAs'>,
  ): Promise<Result<{ readonly name: string }, OrganizationProblem>>;
}
