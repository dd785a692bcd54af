import { LINKS, SUPPORT_ADDRESS } from '#words/links';
import { say } from '#words/say';
import { OutsideLink } from '../../components/outside-link';
import { sayWithElements } from '../../components/say-with-elements';
import { Section } from '../../components/section';
import { TokenSteps } from '../../forms/connection/token-steps';

/** What to look at first when connecting does not work, and whom to ask then. */
export function Help() {
  return (
    <Section id="help-title" title={say('Help and support')} kind="page">
      <p>
        <OutsideLink to={LINKS.helpForAdmins}>
          {say('Setting Multiplier up, step by step')}
        </OutsideLink>
      </p>
      <h3>{say('Create an API token')}</h3>
      <TokenSteps />
      <h3>{say('Troubleshooting')}</h3>
      <ul class="steps-list">
        <li>
          {say(
            'Check the API token, the instance URL and the email address. The email is the one of the account that created the token.',
          )}
        </li>
        <li>
          {say(
            'Use a personal API token, made on your account’s Security page. Keys of the organization, made at admin.atlassian.com, are not accepted by Jira.',
          )}
        </li>
        <li>
          {say(
            'The account has to be a site admin, with the global permission Administer Jira: it changes groups and project roles on behalf of approved requests.',
          )}
        </li>
        <li>
          {say(
            'API tokens expire, after a year at most. Open Integrations > Atlassian Cloud and choose Replace token; nothing else is lost.',
          )}
        </li>
        <li>
          {say(
            'If the site has an IP allowlist, Atlassian Forge has to be on it, because that is where Multiplier runs.',
          )}
        </li>
        <li>
          {say(
            'If a step of a request failed, the request shows the site’s own message and the reason, and a Retry button where trying again can help.',
          )}
        </li>
      </ul>
      <h3>{say('Support')}</h3>
      <p>
        {sayWithElements(
          'If it still does not work, reach out to our support team: {address}. Name the reference that the error message shows, and never send the API token.',
          { address: <OutsideLink to={LINKS.support}>{SUPPORT_ADDRESS}</OutsideLink> },
        )}
      </p>
    </Section>
  );
}
