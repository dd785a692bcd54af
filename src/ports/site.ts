import { SECOND } from '#domain/lib/time';
import type { Directory } from './directory';
import type { Organization } from './organization';
import type { Provisioner } from './provisioner';

/** Nobody waits longer for an answer. */
export const LONGEST_CALL = 20 * SECOND;

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
