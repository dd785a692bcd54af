import type { FaultRule, SiteActor } from '../../local/atlassian/atlassian';
import type { World } from './open-world';
import { answering } from './site-answers';

/**
 * The site as somebody changes it behind the app's back, by the names that people use; `undo` puts
 * everything back, so that the rows of a table can share a world.
 */
export class ChangedSite {
  private readonly undoing: (() => void)[] = [];
  private readonly members: ReadonlyMap<string, readonly string[]>;
  private readonly actors: readonly RoleActors[];

  constructor(private readonly world: World) {
    this.members = new Map(
      this.directory.groups().map(({ groupId }) => [groupId, this.directory.membersOf(groupId)]),
    );
    this.actors = actorsIn(world);
  }

  join(group: string, name: string): void {
    this.directory.addMember(this.world.groupId(group), this.id(name));
  }

  leave(group: string, name: string): void {
    this.directory.removeMember(this.world.groupId(group), this.id(name));
  }

  /** The group has these members and no others. */
  only(group: string, ...names: readonly string[]): void {
    for (const name of this.world.members(group)) this.leave(group, name);
    for (const name of names) this.join(group, name);
  }

  actor(role: string, person: string): void {
    const [projectKey = '', name = ''] = role.split('/');
    this.directory.addActor(projectKey, name, { accountId: this.id(person) });
  }

  noActor(role: string, person: string): void {
    const [projectKey = '', name = ''] = role.split('/');
    this.directory.removeActor(projectKey, name, { accountId: this.id(person) });
  }

  lead(projectKey: string, name: string | undefined): void {
    const before = this.directory.projectOf(projectKey).leadAccountId;
    this.directory.setLead(projectKey, name === undefined ? undefined : this.id(name));
    this.undoing.push(() => this.directory.setLead(projectKey, before));
  }

  /** By its key: it has another one, and another name. Its issues are found by their new keys alone. */
  renamed(projectKey: string, key: string, name: string): void {
    const before = this.directory.projectOf(projectKey).name;
    this.directory.renameProject(projectKey, key, name);
    this.undoing.push(() => this.directory.renameProject(key, projectKey, before));
  }

  /** Of somebody whose profile shows it. */
  hideAddress(name: string): void {
    this.directory.setShowsEmail(this.id(name), false);
    this.undoing.push(() => this.directory.setShowsEmail(this.id(name), true));
  }

  address(name: string, email: string): void {
    const { accountId, email: before } = this.world.person(name);
    for (const other of this.directory.people())
      if (other.email === email && other.accountId !== accountId) return;
    this.directory.setEmail(accountId, email);
    this.undoing.push(() => this.directory.setEmail(accountId, before));
  }

  inactive(name: string): void {
    const accountId = this.id(name);
    this.directory.setActive(accountId, false);
    this.undoing.push(() => this.directory.setActive(accountId, true));
  }

  fault(path: RegExp, status: number, body: unknown = {}, more: Partial<FaultRule> = {}): void {
    const stop = this.world.platform.atlassian.faults.add({
      path,
      effect: answering(status, body),
      ...more,
    });
    this.undoing.push(stop);
  }

  /** What the app has done to groups and roles meanwhile included. */
  undo(): void {
    for (const back of this.undoing.reverse()) back();
    this.undoing.length = 0;
    for (const [groupId, before] of this.members) {
      const now = this.directory.membersOf(groupId);
      for (const id of now) if (!before.includes(id)) this.directory.removeMember(groupId, id);
      for (const id of before) if (!now.includes(id)) this.directory.addMember(groupId, id);
    }
    const before = new Set(this.actors.map((one) => JSON.stringify(one)));
    const now = actorsIn(this.world);
    for (const one of now)
      if (!before.has(JSON.stringify(one)))
        this.directory.removeActor(one.key, one.role, one.actor);
    for (const one of this.actors) this.directory.addActor(one.key, one.role, one.actor);
  }

  private id(name: string): string {
    return this.world.person(name).accountId;
  }

  private get directory() {
    return this.world.platform.atlassian.directory;
  }
}

interface RoleActors {
  readonly key: string;
  readonly role: string;
  readonly actor: SiteActor;
}

function actorsIn({ platform }: World): RoleActors[] {
  const { directory } = platform.atlassian;
  return directory.projects().flatMap(({ key, roles }) =>
    roles.flatMap(({ name: role }) => {
      const { accountIds, groupIds } = directory.actorsOf(key, role);
      return [
        ...accountIds.map((accountId) => ({ key, role, actor: { accountId } })),
        ...groupIds.map((groupId) => ({ key, role, actor: { groupId } })),
      ];
    }),
  );
}

/** Who is in which group and role, and who there is: what no attempt may change. */
export function siteNow({ platform }: World): string {
  const { directory } = platform.atlassian;
  const groups = directory.groups().map(({ groupId }) => [groupId, directory.membersOf(groupId)]);
  const roles = directory
    .projects()
    .flatMap(({ key, roles: those }) =>
      those.map(({ name }) => [key, name, directory.actorsOf(key, name)]),
    );
  const people = directory.people().map(({ accountId }) => accountId);
  return JSON.stringify([groups, roles, people]);
}
