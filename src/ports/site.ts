import type { Directory } from './directory';
import type { Organization } from './organization';
import type { Provisioner } from './provisioner';

/**
 * The site of one connection, and its organization. Nothing goes to another one: while its connection is
 * not there, every call fails or is refused.
 */
export interface Site {
  readonly directory: Directory;
  readonly provisioner: Provisioner;
  readonly organization: Organization;
}

export interface Sites {
  siteOf(connectionId: string): Site;
}
