/** Every address that the screens lead to, in one place. Relative ones are pages built beside them. */
export const LINKS = {
  helpForAdmins: 'help/admins.html',
  helpForRequesters: 'help/requesters.html',
  helpForApprovers: 'help/approvers.html',
  support: 'mailto:support@multiplier.example',
  organization: 'https://admin.atlassian.com',
  createToken: 'https://id.atlassian.com/manage-profile/security/api-tokens',
} as const;

export const SUPPORT_ADDRESS = 'support@multiplier.example';
