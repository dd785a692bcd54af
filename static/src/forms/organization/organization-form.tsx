import type { CallError } from '#contract/answer';
import type { ConnectionView } from '#contract/views';
import { LINKS } from '#words/links';
import {
  explainOrganization,
  faultyOrganizationField,
  type OrganizationField,
} from '#words/organization-problem';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { OutsideLink } from '../../components/outside-link';
import { sayWithElements } from '../../components/say-with-elements';
import { explainInputs } from '../../words/input-fault';
import { AskedTextFields, type AskedTexts, rulesOf, trimmed } from '../asked-texts';
import { FormFrame } from '../form-frame';
import { useDraft } from '../use-draft';
import { type Problems, useForm } from '../use-form';

type OrganizationDraft = Readonly<Record<OrganizationField, string>>;

const asked = (): AskedTexts<OrganizationField> => ({
  organizationId: {
    kind: 'text',
    label: say('Organization ID'),
    help: say(
      'Atlassian shows it with the new key. It is also in the address: admin.atlassian.com/o/ID.',
    ),
    missing: say('Enter the organization’s ID.'),
  },
  key: {
    kind: 'secret',
    label: say('Organization API key'),
    about: say('the organization API key'),
    missing: say('Paste the organization API key.'),
  },
});

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
    rules: rulesOf(asked()),
    send: (filledIn) => callAdmin('organization.connect', trimmed(filledIn)),
    faults: faultsOf,
    onDone: onSaved,
  });
  return (
    <FormFrame
      form={form}
      look="stack"
      label={
        replacing ? say('Replace the organization API key') : say('Add an organization API key')
      }
      send={say('Save')}
      sending={say('Testing the key on the organization…')}
      besides={
        <Button kind="subtle" onClick={onCancel}>
          {say('Cancel')}
        </Button>
      }
    >
      <p>
        {replacing
          ? say('The new key is tested first; the current one is used until it works.')
          : say('It is tested before anything is stored.')}
      </p>
      <AskedTextFields asked={asked()} form={form} />
      <details class="how-to">
        <summary>{say('How to create an organization API key')}</summary>
        <KeySteps />
      </details>
    </FormFrame>
  );
}

/** The fault at the field where it most likely sits; the whole explanation stands beneath the form. */
function faultsOf(error: CallError): Problems<OrganizationDraft> {
  if (error.code === 'badInput') return explainInputs(error.fields);
  if (error.code !== 'organization') return {};
  const field = faultyOrganizationField(error.problem);
  return field === undefined ? {} : { [field]: explainOrganization(error.problem).what };
}

function KeySteps() {
  return (
    <ol class="steps-list">
      <li>
        {sayWithElements(
          'As an organization admin, open {page} and choose the organization that your site belongs to.',
          {
            page: <OutsideLink to={LINKS.organization}>admin.atlassian.com</OutsideLink>,
          },
        )}
      </li>
      <li>{say('Choose Settings > API keys > Create API key, without scopes.')}</li>
      <li>{say('Give it a name, such as “Multiplier”, and an expiry, a year at most.')}</li>
      <li>{say('Copy the organization ID and the key. Atlassian shows the key only once.')}</li>
    </ol>
  );
}
