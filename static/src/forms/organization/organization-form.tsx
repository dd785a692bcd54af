import type { CallError } from '#contract/answer';
import type { ConnectionView } from '#contract/views';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { OutsideLink } from '../../components/outside-link';
import { LINKS } from '../../words/links';
import {
  explainOrganization,
  faultyOrganizationField,
  type OrganizationField,
} from '../../words/organization-problem';
import { AskedTextFields, type AskedTexts, rulesOf, trimmed } from '../asked-texts';
import { FormFrame } from '../form-frame';
import { useDraft } from '../use-draft';
import { type Problems, useForm } from '../use-form';

type OrganizationDraft = Readonly<Record<OrganizationField, string>>;

const ASKED: AskedTexts<OrganizationField> = {
  organizationId: {
    kind: 'text',
    label: 'Organization ID',
    help: 'Atlassian shows it with the new key. It also stands in the address: admin.atlassian.com/o/ID.',
    missing: 'Enter the organization’s ID.',
  },
  key: {
    kind: 'secret',
    label: 'Organization API key',
    about: 'the organization API key',
    missing: 'Paste the organization API key.',
  },
};

export interface OrganizationFormProps {
  readonly replacing: boolean;
  readonly onSaved: (connection: ConnectionView) => void;
  readonly onCancel: () => void;
}

/** Id and key of the organization. The key leaves the page once and is never shown again. */
export function OrganizationForm({ replacing, onSaved, onCancel }: OrganizationFormProps) {
  const draft = useDraft<OrganizationDraft>(() => ({ organizationId: '', key: '' }));
  const form = useForm({
    name: 'organization',
    draft,
    rules: rulesOf(ASKED),
    send: (filledIn) => callAdmin('organization.connect', trimmed(filledIn)),
    faults: faultsOf,
    onDone: onSaved,
  });
  return (
    <FormFrame
      form={form}
      look="stack"
      label={replacing ? 'Replace the organization API key' : 'Add an organization API key'}
      send="Save"
      sending="Trying the key on the organization…"
      besides={
        <Button kind="subtle" onClick={onCancel}>
          Cancel
        </Button>
      }
    >
      <p>
        {replacing
          ? 'The new key is tried first; the present one is used until it works.'
          : 'It is tried before anything is stored.'}
      </p>
      <AskedTextFields asked={ASKED} form={form} />
      <details class="how-to">
        <summary>How to create an organization API key</summary>
        <KeySteps />
      </details>
    </FormFrame>
  );
}

/** The fault at the field where it most likely sits; the whole explanation stands beneath the form. */
function faultsOf(error: CallError): Problems<OrganizationDraft> {
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
