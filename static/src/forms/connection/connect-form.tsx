import type { ConnectionView } from '#contract/views';
import { parseInstanceUrl } from '#domain/connection/instance-url';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { AskedTextFields, type AskedTexts, rulesOf, trimmed } from '../asked-texts';
import { FormFrame } from '../form-frame';
import { useDraft } from '../use-draft';
import { useForm } from '../use-form';
import { type ConnectDraft, connectFaults } from './connect-faults';
import { TokenSteps } from './token-steps';

const asked = (): AskedTexts<keyof ConnectDraft> => ({
  instanceUrl: {
    kind: 'url',
    label: say('Instance URL'),
    help: say('Your Atlassian Cloud site, as in the browser’s address bar.'),
    placeholder: 'https://yourcompany.atlassian.net',
    missing: say('Enter your site, such as https://yourcompany.atlassian.net.'),
    tidied: (typed) => {
      const parsed = parseInstanceUrl(typed);
      return parsed.ok ? parsed.value : undefined;
    },
  },
  email: {
    kind: 'email',
    label: say('Email'),
    help: say('Of the account that created the token. It has to be a site admin.'),
    placeholder: 'you@yourcompany.com',
    missing: say('Enter the email of the token’s account.'),
  },
  token: {
    kind: 'secret',
    label: say('API Token'),
    about: say('the API token'),
    missing: say('Paste the API token.'),
  },
});

export interface ConnectFormProps {
  readonly siteUrl: string | undefined;
  readonly email: string | undefined;
  /** A connection is there, and gets another token. */
  readonly replacing: boolean;
  readonly onConnected: (connection: ConnectionView) => void;
  readonly onCancel: (() => void) | undefined;
}

/** Instance URL, email and API token. Whatever was typed stays when it does not work. */
export function ConnectForm({
  siteUrl,
  email,
  replacing,
  onConnected,
  onCancel,
}: ConnectFormProps) {
  const draft = useDraft<ConnectDraft>(() => ({
    instanceUrl: siteUrl ?? '',
    email: email ?? '',
    token: '',
  }));
  const form = useForm({
    name: 'connect',
    draft,
    rules: rulesOf(asked()),
    send: (filledIn) => callAdmin('connection.connect', trimmed(filledIn)),
    faults: connectFaults,
    onDone: onConnected,
  });
  return (
    <FormFrame
      form={form}
      look="stack"
      label={replacing ? say('Replace the API token') : say('Connect Atlassian Cloud')}
      send={replacing ? say('Save') : say('Connect')}
      sending={say('Testing the token on the site…')}
      besides={
        onCancel !== undefined && (
          <Button kind="subtle" onClick={onCancel}>
            {say('Cancel')}
          </Button>
        )
      }
    >
      <p>
        {replacing
          ? say('The new token is tested first; the current one is used until it works.')
          : say(
              'Multiplier changes groups and project roles with an API token of a site admin. It is tested before anything is stored.',
            )}
      </p>
      <AskedTextFields asked={asked()} form={form} />
      <details class="how-to">
        <summary>{say('How to create an API token')}</summary>
        <TokenSteps />
      </details>
    </FormFrame>
  );
}
