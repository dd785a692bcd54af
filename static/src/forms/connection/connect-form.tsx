import { useRef, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { ConnectionView } from '#contract/views';
import { parseInstanceUrl } from '#domain/connection/instance-url';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Field } from '../../components/field';
import {
  type ConnectField,
  type FieldErrors,
  fieldErrorsOf,
  missingFields,
} from './connect-errors';
import { TokenSteps } from './token-steps';

export interface ConnectFormProps {
  readonly siteUrl: string | undefined;
  readonly email: string | undefined;
  /** A connection is there, and gets another token. */
  readonly replacing: boolean;
  readonly onConnected: (connection: ConnectionView) => void;
  readonly onCancel: (() => void) | undefined;
}

/** Instance URL, email and API token. Whatever was typed stays when it does not work. */
export function ConnectForm(props: ConnectFormProps) {
  const [instanceUrl, setInstanceUrl] = useState(props.siteUrl ?? '');
  const [email, setEmail] = useState(props.email ?? '');
  const [token, setToken] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const [fields, setFields] = useState<FieldErrors>({});
  const form = useRef<HTMLFormElement>(null);

  const showErrors = (errors: FieldErrors) => {
    setFields(errors);
    const first = (['instanceUrl', 'email', 'token'] as const).find((name) => errors[name]);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`#connect-${first}`)?.focus();
    }
  };
  const clear = (name: ConnectField) => setFields({ ...fields, [name]: undefined });

  const submit = async () => {
    if (busy) return;
    setError(undefined);
    const missing = missingFields({ instanceUrl, email, token });
    if (Object.keys(missing).length > 0) {
      showErrors(missing);
      return;
    }
    setFields({});
    setBusy(true);
    const answer = await callAdmin('connection.connect', {
      instanceUrl: instanceUrl.trim(),
      email: email.trim(),
      token: token.trim(),
    });
    setBusy(false);
    if (answer.ok) {
      props.onConnected(answer.value);
      return;
    }
    setError(answer.error);
    showErrors(fieldErrorsOf(answer.error));
  };

  return (
    <form
      class="stack"
      ref={form}
      noValidate
      aria-label={props.replacing ? 'Replace the API token' : 'Connect Atlassian Cloud'}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>
        {props.replacing
          ? 'The new token is tried first; the present one is used until it works.'
          : 'Multiplier changes groups and project roles with an API token of a site administrator. It is tried before anything is stored.'}
      </p>
      <Field
        id="connect-instanceUrl"
        label="Instance URL"
        required
        error={fields.instanceUrl}
        hint="Your Atlassian Cloud site, as in the browser’s address bar."
      >
        {(ids) => (
          <input
            {...ids}
            class="input"
            type="url"
            inputMode="url"
            autocomplete="off"
            placeholder="https://yourcompany.atlassian.net"
            aria-required
            value={instanceUrl}
            onInput={(event) => {
              setInstanceUrl(event.currentTarget.value);
              clear('instanceUrl');
            }}
            onBlur={() => {
              const parsed = parseInstanceUrl(instanceUrl);
              if (parsed.ok) setInstanceUrl(parsed.value);
            }}
          />
        )}
      </Field>
      <Field
        id="connect-email"
        label="Email"
        required
        error={fields.email}
        hint="Of the account that created the token. It has to be a site administrator."
      >
        {(ids) => (
          <input
            {...ids}
            class="input"
            type="email"
            autocomplete="off"
            placeholder="you@yourcompany.com"
            aria-required
            value={email}
            onInput={(event) => {
              setEmail(event.currentTarget.value);
              clear('email');
            }}
          />
        )}
      </Field>
      <Field id="connect-token" label="API Token" required error={fields.token}>
        {(ids) => (
          <div class="secret">
            <input
              {...ids}
              class="input"
              type={(shown ? 'text' : 'password') as 'password'}
              autocomplete="off"
              spellcheck={false}
              aria-required
              value={token}
              onInput={(event) => {
                setToken(event.currentTarget.value);
                clear('token');
              }}
            />
            <Button about="the API token" onClick={() => setShown(!shown)}>
              {shown ? 'Hide' : 'Show'}
            </Button>
          </div>
        )}
      </Field>
      <details class="how-to">
        <summary>How to create an API token</summary>
        <TokenSteps />
      </details>
      <ErrorMessage error={error} />
      <div class="row">
        <Button
          kind="primary"
          type="submit"
          busy={busy ? 'Trying the token on the site…' : undefined}
        >
          {props.replacing ? 'Save' : 'Connect'}
        </Button>
        {props.onCancel !== undefined && (
          <Button kind="subtle" onClick={props.onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
