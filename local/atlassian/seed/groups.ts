/** Names of groups beside the ones that people's own lists mention, and what they grant. */
export const IDENTITY_PROVIDER_GROUP = 'all-staff';

export const PRODUCT_GROUPS = {
  'jira-software': 'jira-software-users-acme-local',
  'jira-servicedesk': 'jira-servicemanagement-users-acme-local',
} as const;

export const SEED_GROUPS: readonly string[] = [
  'site-admins',
  'org-admins',
  'administrators',
  'jira-administrators',
  'system-administrators',
  'platform-crew',
  IDENTITY_PROVIDER_GROUP,
  ...Object.values(PRODUCT_GROUPS),
  'engineering',
  'frontend',
  'backend',
  'mobile',
  'design',
  'qa',
  'data-platform',
  'security',
  'incident-responders',
  'finance',
  'people-ops',
  'legal',
  'product',
  'marketing',
  'sales',
  'support',
  'contractors',
  'release-managers',
  'on-call',
  'leadership',
];

/** An ordinary name says nothing: platform-crew administers Jira too. */
export const GLOBAL_GRANTS: Readonly<Record<string, readonly string[]>> = {
  SYSTEM_ADMIN: ['site-admins', 'org-admins', 'system-administrators'],
  ADMINISTER: [
    'site-admins',
    'org-admins',
    'system-administrators',
    'administrators',
    'jira-administrators',
    'platform-crew',
  ],
  USER_PICKER: [
    ...Object.values(PRODUCT_GROUPS),
    'site-admins',
    'org-admins',
    'system-administrators',
    'administrators',
    'jira-administrators',
  ],
  BULK_CHANGE: ['jira-software-users-acme-local'],
  CREATE_SHARED_OBJECTS: ['jira-software-users-acme-local'],
  MANAGE_GROUP_FILTER_SUBSCRIPTIONS: ['jira-software-users-acme-local'],
};
