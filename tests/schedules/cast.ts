export const PEOPLE = ['Priya Raman', 'Grace Kim', 'Daniel Novák', 'Julia Wagner'] as const;
export const GROUPS = ['frontend', 'on-call', 'design'] as const;
export const ROLES = ['WEB/Developers', 'WEB/Viewers'] as const;
/** Who has no account yet, and groups that are not there yet. */
export const NEW_PEOPLE = ['sam.new@acme.example', 'kim.new@acme.example'] as const;
export const NEW_GROUPS = ['launch-crew', 'night-watch'] as const;
/** Into which the site puts every new account. */
export const PRODUCT_GROUP = 'jira-software-users-acme-local';
/** In which everything is asked. */
export const ISSUE = 'WEB-1';
/** Leads the issue's project, and so decides. */
export const LEAD = 'Maya Lindqvist';
/** Leads it later on, where that changes. */
export const NEW_LEAD = 'Emma Fischer';
/** Who decides where the lead gains by it. */
export const FALLBACKS = ['Emma Fischer', 'Liam Chen'] as const;
/** They take turns. */
export const REQUESTERS = ['Noah Okafor', 'Marco Ricci'] as const;
