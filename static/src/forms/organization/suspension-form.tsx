import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import { REASON_MAX } from '#contract/limits';
import type { SuspensionVerb } from '#domain/organization/suspension';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Field } from '../../components/field';
import { SectionMessage } from '../../components/section-message';

export interface SuspensionFormProps {
  readonly verb: SuspensionVerb;
  readonly accountId: string;
  readonly name: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Asks once more, and for the reason: nobody approves it. */
export function SuspensionForm({ verb, accountId, name, onDone, onCancel }: SuspensionFormProps) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const field = useRef<HTMLTextAreaElement>(null);
  const suspends = verb === 'suspend';
  useEffect(() => field.current?.focus(), []);

  const send = async () => {
    if (reason.trim() === '') {
      setMissing(true);
      field.current?.focus();
      return;
    }
    setBusy(true);
    setError(undefined);
    const input = { accountId, reason: reason.trim() };
    const answer = suspends
      ? await callAdmin('organization.suspend', input)
      : await callAdmin('organization.restore', input);
    setBusy(false);
    if (answer.ok) onDone();
    else setError(answer.error);
  };

  return (
    <SectionMessage
      tone="warning"
      title={suspends ? `Suspend the access of ${name}?` : `Restore the access of ${name}?`}
    >
      <p>
        {suspends
          ? 'At once, in every app of the organization and not only on this site. Groups and roles are kept, and no seat is paid for meanwhile.'
          : 'They get back the groups and roles from before, in every app of the organization. Their seats are paid for again.'}
      </p>
      <p>Nobody has to approve it. It is written into the audit, with your name.</p>
      <Field
        id="suspension-reason"
        label="Reason"
        required
        error={missing ? 'Say why, for whoever reads the audit.' : undefined}
      >
        {(ids) => (
          <textarea
            {...ids}
            ref={field}
            class="input"
            rows={2}
            maxLength={REASON_MAX}
            aria-required
            value={reason}
            onInput={(event) => {
              setReason(event.currentTarget.value);
              setMissing(false);
            }}
          />
        )}
      </Field>
      <ErrorMessage error={error} />
      <div class="row">
        <Button
          kind={suspends ? 'danger' : 'primary'}
          busy={busy ? (suspends ? 'Suspending…' : 'Restoring…') : undefined}
          onClick={() => void send()}
        >
          {suspends ? 'Suspend access' : 'Restore access'}
        </Button>
        <Button kind="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </SectionMessage>
  );
}
