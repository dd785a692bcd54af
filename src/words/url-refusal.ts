import type { UrlRefusal } from '#domain/connection/instance-url';
import type { Explanation } from './explanation';
import { say } from './say';

export function explainUrl(refusal: UrlRefusal): Explanation {
  switch (refusal.code) {
    case 'notAUrl':
      return {
        what: say('That isn’t a web address.'),
        why: say('It can’t be read as one.'),
        next: say(
          'Enter your site as in the browser’s address bar, such as https://yourcompany.atlassian.net.',
        ),
      };
    case 'notHttps':
      return {
        what: say('The address must begin with https.'),
        why: say('A token is only ever sent over an encrypted connection.'),
        next: say('Replace http:// with https://.'),
      };
    case 'notAtlassianCloud':
      return {
        what: say('That isn’t an Atlassian Cloud site ({host}).', { host: refusal.host }),
        why: say(
          'Cloud sites end in .atlassian.net. Data Center and custom domains can’t be connected.',
        ),
        next: say('Open Jira, and copy the part of the address up to .atlassian.net.'),
      };
  }
}
