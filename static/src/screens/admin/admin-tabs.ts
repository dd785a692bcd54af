import { say } from '#words/say';
import type { Tab } from '../../components/tabs';

/** Each is a route of the page in Jira's sidebar too: `pages` of manifest.yml. */
export type TabName =
  | 'integrations'
  | 'policy'
  | 'where'
  | 'people'
  | 'requests'
  | 'audit'
  | 'personal'
  | 'look'
  | 'check'
  | 'help';
export const adminTabs = (): readonly Tab<TabName>[] => [
  { name: 'integrations', label: say('Integrations') },
  { name: 'policy', label: say('Access policy') },
  { name: 'where', label: say('Where it shows') },
  { name: 'people', label: say('People') },
  { name: 'requests', label: say('Requests') },
  { name: 'audit', label: say('Audit') },
  { name: 'personal', label: say('Personal data') },
  { name: 'look', label: say('Needs a look') },
  { name: 'check', label: say('Check this installation') },
  { name: 'help', label: say('Help and support') },
];

/** The tab of an address of the page; the first where it names none. */
export const tabAt = (pathname: string): TabName =>
  adminTabs().find(({ name }) => pathname === `/${name}`)?.name ?? 'integrations';
