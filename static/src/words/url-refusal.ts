import type { UrlRefusal } from '#domain/connection/instance-url';
import type { Explanation } from './explanation';

export function explainUrl(refusal: UrlRefusal): Explanation {
  switch (refusal.code) {
    case 'notAUrl':
      return {
        what: 'That isn’t a web address.',
        why: 'It can’t be read as one.',
        next: 'Enter your site as in the browser’s address bar, such as https://yourcompany.atlassian.net.',
      };
    case 'notHttps':
      return {
        what: 'The address must begin with https.',
        why: 'A token is only ever sent over an encrypted connection.',
        next: 'Replace http:// by https://.',
      };
    case 'notAtlassianCloud':
      return {
        what: `That isn’t an Atlassian Cloud site (${refusal.host}).`,
        why: 'Cloud sites end in .atlassian.net. Data Center and custom domains can’t be connected.',
        next: 'Open Jira, and copy the part of the address up to .atlassian.net.',
      };
  }
}
