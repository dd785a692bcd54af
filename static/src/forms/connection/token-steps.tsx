import { LINKS } from '#words/links';
import { say } from '#words/say';
import { OutsideLink } from '../../components/outside-link';
import { sayWithElements } from '../../components/say-with-elements';

export function TokenSteps() {
  return (
    <ol class="steps-list">
      <li>
        {sayWithElements(
          'Sign in as a site admin and open {page}: profile picture > Manage account > Security > API tokens.',
          {
            page: (
              <OutsideLink to={LINKS.createToken}>{say('your account’s API tokens')}</OutsideLink>
            ),
          },
        )}
      </li>
      <li>
        {say(
          'Choose Create API token. One without scopes is simplest; one with scopes needs read:jira-user, read:jira-work, manage:jira-configuration and manage:jira-project.',
        )}
      </li>
      <li>{say('Give it a name, such as “Multiplier”, and the longest expiry that you allow.')}</li>
      <li>
        {say('Copy the token and paste it into the field API Token. Atlassian shows it only once.')}
      </li>
    </ol>
  );
}
