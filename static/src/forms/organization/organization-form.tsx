import { useRef, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { ConnectionView } from '#contract/views';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Field } from '../../components/field';
import { OutsideLink } from '../../components/outside-link';
import { LINKS } from '../../words/links';
import {
  explainOrganization,
  faultyOrganizationField,
  type OrganizationField,
} from '../../words/organization-problem';

export interface OrganizationFormProps {
  readonly replacing: boolean;
  readonly onSaved: (connection: ConnectionView) => void;
  readonly onCancel: () => void;
}

type FieldErrors = Partial<Record<OrganizationField, string | undefined>>;

/** Id and key of the organization. The key leaves the page once and is never shown again. */
export function OrganizationForm({ replacing, onSaved, onCancel }: OrganizationFormProps) {
  const [organizationId, setOrganizationId] = useState('');
  const [key, setKey] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const [fields, setFields] = useState<FieldErrors>({});
  const form = useRef<HTMLFormElement>(null);

  const showErrors = (errors: FieldErrors) => {
    setFields(errors);
    const first = (['organizationId', 'key'] as const).find((name) => errors[name] !== undefined);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`#organization-${first}`)?.focus();
    }
  };

  const submit = async () => {
    if (busy) return;
    setError(undefined);
    const missing = missingFields({ organizationId, key });
    showErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const answer = await callAdmin('organization.connect', {
      organizationId: organizationId.trim(),
      key: key.trim(),
    });
    setBusy(false);
    if (answer.ok) {
      onSaved(answer.value);
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
      aria-label={replacing ? 'Replace the organization API key' : 'Add an organization API key'}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>
        {replacing
          ? 'The new key is tried first; the present one is used until it works.'
          : 'It is tried before anything is stored.'}
      </p>
      <Field
        id="organization-organizationId"
        label="Organization ID"
        required
        error={fields.organizationId}
        hint="Atlassian shows it with the new key. It also stands in the address: admin.atlassian.com/o/ID."
      >
        {(ids) => (
          <input
            {...ids}
            class="input"
            autocomplete="off"
            spellcheck={false}
            aria-required
            value={organizationId}
            onInput={(event) => {
              setOrganizationId(event.currentTarget.value);
              setFields({ ...fields, organizationId: undefined });
            }}
          />
        )}
      </Field>
      <Field id="organization-key" label="Organization API key" required error={fields.key}>
        {(ids) => (
          <div class="secret">
            <input
              {...ids}
              class="input"
              type={(shown ? 'text' : 'password') as 'password'}
              autocomplete="off"
              spellcheck={false}
              aria-required
              value={key}
              onInput={(event) => {
                setKey(event.currentTarget.value);
                setFields({ ...fields, key: undefined });
              }}
            />
            <Button about="the organization API key" onClick={() => setShown(!shown)}>
              {shown ? 'Hide' : 'Show'}
            </Button>
          </div>
        )}
      </Field>
      <details class="how-to">
        <summary>How to create an organization API key</summary>
        <KeySteps />
      </details>
      <ErrorMessage error={error} />
      <div class="row">
        <Button
          kind="primary"
          type="submit"
          busy={busy ? 'Trying the key on the organization…' : undefined}
        >
          Save
        </Button>
        <Button kind="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function missingFields(typed: Readonly<Record<OrganizationField, string>>): FieldErrors {
  const errors: FieldErrors = {};
  if (typed.organizationId.trim() === '') errors.organizationId = 'Enter the organization’s ID.';
  if (typed.key.trim() === '') errors.key = 'Paste the organization API key.';
  return errors;
}

/** The fault at the field where it most likely sits; the whole explanation stands beneath the form. */
function fieldErrorsOf(error: CallError): FieldErrors {
  if (error.code === 'badInput') return error.fields;
  if (error.code !== 'organization') return {};
  const field = faultyOrganizationField(error.problem);
  return field === undefined ? {} : { [field]: explainOrganization(error.problem).what };
}

function KeySteps() {
  return (
    <ol class="steps-list">
      <li>
        As an organization admin, open{' '}
        <OutsideLink to={LINKS.organization}>admin.atlassian.com</OutsideLink> and choose the
        organization that your site belongs to.
      </li>
      <li>Choose Settings &gt; API keys &gt; Create API key, without scopes.</li>
      <li>Give it a name, such as “Multiplier”, and an expiry, a year at most.</li>
      <li>Copy the organization ID and the key. Atlassian shows the key only once.</li>
    </ol>
  );
}
