export interface Named {
  readonly groupId: string;
  readonly name: string;
}

/** Which groups administer, as far as the site's answers can be believed. */
export type Administering =
  | {
      readonly known: true;
      /** By group id, their names. */
      readonly site: ReadonlyMap<string, string>;
      readonly jira: ReadonlyMap<string, string>;
    }
  | { readonly known: false; readonly doubt: ProtectionDoubt };

/** Why what the site answers is not believed. */
export type ProtectionDoubt =
  /** Refused, without sense, or without its end. */
  | 'noAnswer'
  /** No group at all: there is at least the one that the connection's account administers by. */
  | 'empty'
  /** The connection's account administers the site, and none of the groups it is in is named. */
  | 'notOurs';

/** The groups of one question, all of them; undefined where the answer was none or not whole. */
export type GroupsAnswer = readonly Named[] | undefined;

/**
 * Holds what the site answers against what must be so: the connection's own account changes groups,
 * which only administrators of the site can. An answer in which it does not occur is not believed.
 */
export function readAdministering(answers: {
  readonly site: GroupsAnswer;
  readonly jira: GroupsAnswer;
  /** Those that the connection's own account is in. */
  readonly own: GroupsAnswer;
}): Administering {
  const { site, jira, own } = answers;
  if (site === undefined || jira === undefined || own === undefined) {
    return { known: false, doubt: 'noAnswer' };
  }
  if (site.length === 0 || jira.length === 0 || own.length === 0) {
    return { known: false, doubt: 'empty' };
  }
  const isOurs = site.some(({ groupId }) => own.some((one) => one.groupId === groupId));
  if (!isOurs) return { known: false, doubt: 'notOurs' };
  return { known: true, site: byId(site), jira: byId(jira) };
}

const byId = (groups: readonly Named[]) => new Map(groups.map((one) => [one.groupId, one.name]));
