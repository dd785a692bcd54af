import { OutsideLink } from '../../components/outside-link';
import { LINKS } from '../../words/links';

export function TokenSteps() {
  return (
    <ol class="steps-list">
      <li>
        Sign in as a site administrator and open{' '}
        <OutsideLink to={LINKS.createToken}>your account’s API tokens</OutsideLink>: profile picture
        &gt; Manage account &gt; Security &gt; API tokens.
      </li>
      <li>
        Choose Create API token. One without scopes is simplest; one with scopes needs
        read:jira-user, read:jira-work, manage:jira-configuration and manage:jira-project.
      </li>
      <li>Give it a name, such as “Multiplier”, and the longest expiry that you allow.</li>
      <li>Copy the token and paste it into the field API Token. Atlassian shows it only once.</li>
    </ol>
  );
}
