import type { Tab } from '../../components/tabs';

/** Each is a route of the page in Jira's sidebar too: `pages` of manifest.yml. */
export type TabName = 'integrations' | 'policy' | 'where' | 'people' | 'audit' | 'look' | 'help';
export const TABS: readonly Tab<TabName>[] = [
  { name: 'integrations', label: 'Integrations' },
  { name: 'policy', label: 'Access policy' },
  { name: 'where', label: 'Where it shows' },
  { name: 'people', label: 'People' },
  { name: 'audit', label: 'Audit' },
  { name: 'look', label: 'Needs a look' },
  { name: 'help', label: 'Help and support' },
];

/** The tab of an address of the page; the first where it names none. */
export const tabAt = (pathname: string): TabName =>
  TABS.find(({ name }) => pathname === `/${name}`)?.name ?? 'integrations';
