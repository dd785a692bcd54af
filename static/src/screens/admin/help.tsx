import { OutsideLink } from '../../components/outside-link';
import { Section } from '../../components/section';
import { TokenSteps } from '../../forms/connection/token-steps';
import { LINKS, SUPPORT_ADDRESS } from '../../words/links';

/** What to look at first when connecting does not work, and whom to ask then. */
export function Help() {
  return (
    <Section id="help-title" title="Help and support" kind="page">
      <p>
        <OutsideLink to={LINKS.helpForAdmins}>Setting Multiplier up, step by step</OutsideLink>
      </p>
      <h3>Create an API token</h3>
      <TokenSteps />
      <h3>Troubleshooting</h3>
      <ul class="steps-list">
        <li>
          Check the API token, the instance URL and the email address. The email is the one of the
          account that created the token.
        </li>
        <li>
          Use a personal API token, made on your account’s Security page. Keys of the organization,
          made at admin.atlassian.com, are not accepted by Jira.
        </li>
        <li>
          The account has to be a site administrator, with the global permission Administer Jira: it
          changes groups and project roles on behalf of approved requests.
        </li>
        <li>
          API tokens expire, after a year at most. Open Integrations &gt; Atlassian Cloud and choose
          Replace token; nothing else is lost.
        </li>
        <li>
          If the site has an IP allowlist, Atlassian Forge has to be on it, because that is where
          Multiplier runs.
        </li>
        <li>
          If a step of a request failed, the request shows the site’s own message and the reason,
          and a Retry button where trying again can help.
        </li>
      </ul>
      <h3>Support</h3>
      <p>
        If it still does not work, reach out to our support team:{' '}
        <OutsideLink to={LINKS.support}>{SUPPORT_ADDRESS}</OutsideLink>. Name the reference that the
        error message shows, and never send the API token.
      </p>
    </Section>
  );
}
