import type { Person } from '../action/person';

/** Of which roles somebody may take a place before anybody decides: of none, of those that administer no project, or of all. */
export const GLASS_ROLES = ['none', 'ordinary', 'all'] as const;
export type GlassRoles = (typeof GLASS_ROLES)[number];

/**
 * Who may take what before anybody decides, in an emergency: "break the glass". As long as a policy says nothing of it, nobody may.
 */
export interface BreakGlass {
  readonly people: readonly Person[];
  /** Ids of listed groups, each named by itself. */
  readonly groups: readonly string[];
  readonly roles: GlassRoles;
}

/** What is taken so ends after so many hours at the latest. */
export const GLASS_HOURS_MOST = 4;
/** So many groups and roles at once: each is kept from being taken again until its review is closed. */
export const GLASS_PLACES_MOST = 5;
