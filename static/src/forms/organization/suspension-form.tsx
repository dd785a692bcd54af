import { useEffect } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import type { SuspensionVerb } from '#domain/organization/suspension';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Confirm } from '../../components/confirm';
import { AskedTextFields, type AskedTexts, rulesOf, trimmed } from '../asked-texts';
import { useDraft } from '../use-draft';
import { useForm } from '../use-form';

const asked = (): AskedTexts<'reason'> => ({
  reason: {
    kind: 'text',
    label: say('Reason'),
    lines: 2,
    most: REASON_MAX,
    missing: say('Say why, for whoever reads the audit.'),
  },
});

const words = (name: string) =>
  ({
    suspend: {
      title: say('Suspend the access of {name}?', { name }),
      means: say(
        'At once, in every app of the organization and not only on this site. Groups and roles are kept, and no seat is paid for meanwhile.',
      ),
      yes: say('Suspend access'),
      doing: say('Suspending…'),
    },
    restore: {
      title: say('Restore the access of {name}?', { name }),
      means: say(
        'They get back the groups and roles from before, in every app of the organization. Their seats are paid for again.',
      ),
      yes: say('Restore access'),
      doing: say('Restoring…'),
    },
  }) as const;

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
    rules: rulesOf(asked()),
    send: (filledIn) => callAdmin(`organization.${verb}`, { accountId, ...trimmed(filledIn) }),
    onDone,
  });
  useEffect(() => document.getElementById(form.idOf('reason'))?.focus(), []);
  const { title, means, yes, doing } = words(name)[verb];
  return (
    <Confirm
      title={title}
      yes={yes}
      doing={doing}
      no={say('Cancel')}
      harmless={verb === 'restore'}
      call={form}
      onYes={() => form.submit()}
      onNo={onCancel}
    >
      <p>{means}</p>
      <p>{say('Nobody has to approve it. It is written into the audit, with your name.')}</p>
      <AskedTextFields asked={asked()} form={form} />
    </Confirm>
  );
}
