import type { DatabaseSync } from 'node:sqlite';
import { type Activity, openActivity } from './activity';
import { createTables } from './create-tables';
import { type Groups, openGroups } from './groups';
import { type Issues, openIssues } from './issues';
import { type Mailbox, openMailbox } from './mailbox';
import { openPanels, type Panels } from './panels';
import { openPeople, type People } from './people';
import { openProfiles, type Profiles } from './profiles';
import { openProjects, type Projects } from './projects';
import { openTasks, type Tasks } from './tasks';
import { openTokens, type Tokens } from './tokens';

/** Everything the site keeps, without any rule about who may do what. */
export interface Store {
  readonly people: People;
  readonly activity: Activity;
  readonly groups: Groups;
  readonly profiles: Profiles;
  readonly projects: Projects;
  readonly issues: Issues;
  readonly mailbox: Mailbox;
  readonly panels: Panels;
  readonly tasks: Tasks;
  readonly tokens: Tokens;
}

export function openStore(database: DatabaseSync, siteUrl: string): Store {
  createTables(database);
  return {
    people: openPeople(database, siteUrl),
    activity: openActivity(database),
    groups: openGroups(database),
    profiles: openProfiles(database),
    projects: openProjects(database),
    issues: openIssues(database),
    mailbox: openMailbox(database),
    panels: openPanels(database),
    tasks: openTasks(database),
    tokens: openTokens(database),
  };
}
