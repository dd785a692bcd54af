import type { RoleActor } from '#ports/provisioner';
import type { Role } from '../../rest/schemas';

/** The actors of a role, as far as the site's answer tells who they are. */
export interface RoleActors {
  readonly actors: readonly RoleActor[];
  /** By an id each: a person, or a group, who is not among them is not in the role. */
  readonly whole: Readonly<Record<RoleActor['kind'], boolean>>;
}

/**
 * Four answers are four things: a list; an empty one (nobody is in the role); none, or null (not known);
 * and an actor without an id, or one that makes no sense, who may be anybody of that kind. Atlassian's description of the answer
 * requires none of these fields, and a name is no proof of who it is.
 */
export function roleActorsOf({ actors }: Pick<Role, 'actors'>): RoleActors {
  const isWhole = actors?.unreadable === 0;
  const whole = { person: isWhole, group: isWhole };
  const told = (actors?.items ?? []).flatMap(({ actorUser, actorGroup }): RoleActor[] => {
    if (actorUser?.accountId) return [{ kind: 'person', accountId: actorUser.accountId }];
    if (actorGroup?.groupId) return [{ kind: 'group', groupId: actorGroup.groupId }];
    if (!actorUser) whole.group = false;
    if (!actorGroup) whole.person = false;
    return [];
  });
  return { actors: told, whole };
}

export const actorId = (actor: RoleActor): string =>
  actor.kind === 'person' ? actor.accountId : actor.groupId;
