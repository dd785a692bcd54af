import { useEffect } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import type { SuspensionVerb } from '#domain/organization/suspension';
import { callAdmin } from '../../api/call-admin';
import { Confirm } from '../../components/confirm';
import { AskedTextFields, type AskedTexts, rulesOf, trimmed } from '../asked-texts';
import { useDraft } from '../use-draft';
import { useForm } from '../use-form';

const ASKED: AskedTexts<'reason'> = {
  reason: {
    kind: 'text',
    label: 'Reason',
    lines: 2,
    most: REASON_MAX,
    missing: 'Say why, for whoever reads the audit.',
  },
};

const WORDS = {
  suspend: {
    title: 'Suspend the access of',
    means:
      'At once, in every app of the organization and not only on this site. Groups and roles are kept, and no seat is paid for meanwhile.',
    yes: 'Suspend access',
    doing: 'Suspending…',
  },
  restore: {
    title: 'Restore the access of',
    means:
      'They get back the groups and roles from before, in every app of the organization. Their seats are paid for again.',
    yes: 'Restore access',
    doing: 'Restoring…',
  },
} as const;

export interface SuspensionFormProps {
  readonly verb: SuspensionVerb;
  readonly accountId: string;
  readonly name: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Asks once more, and for the reason: nobody approves it. */
export function SuspensionForm({ verb, accountId, name, onDone, onCancel }: SuspensionFormProps) {
  const draft = useDraft<{ readonly reason: string }>(() => ({ reason: '' }));
  const form = useForm({
    name: 'suspension',
    draft,
    rules: rulesOf(ASKED),
    send: (filledIn) => callAdmin(`organization.${verb}`, { accountId, ...trimmed(filledIn) }),
    onDone,
  });
  useEffect(() => document.getElementById(form.idOf('reason'))?.focus(), []);
  const { title, means, yes, doing } = WORDS[verb];
  return (
    <Confirm
      title={`${title} ${name}?`}
      yes={yes}
      doing={doing}
      no="Cancel"
      harmless={verb === 'restore'}
      call={form}
      onYes={form.submit}
      onNo={onCancel}
    >
      <p>{means}</p>
      <p>Nobody has to approve it. It is written into the audit, with your name.</p>
      <AskedTextFields asked={ASKED} form={form} />
    </Confirm>
  );
}
