import type { InputOf } from '#contract/api';
import type { PolicyCheckView, PolicyView } from '#contract/views';
import { tellPolicyChanges } from '#words/policy-change';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { useLoad } from '../../components/use-load';
import { Waiting } from '../../components/waiting';

/** What saving these settings would change, before anybody does. `of`: others are asked about anew. */
export function Proposal({
  of,
  input,
  asItWas,
  onPut,
}: {
  readonly of: string;
  readonly input: InputOf<'policy.save'>;
  /** What is put into the form to be mended there, where it can't be saved as it is. */
  readonly asItWas?: PolicyView;
  /** Without it, they are in the form already. */
  readonly onPut?: (policy: PolicyView) => void;
}) {
  const load = useLoad(() => callAdmin('policy.check', input), of);
  if (load.loading) return <Waiting>{say('Asking what it would change…')}</Waiting>;
  return (
    <div class="stack-tight">
      <ErrorMessage error={load.error} onRetry={load.reload} />
      {load.error?.code === 'policy' && asItWas !== undefined && onPut !== undefined && (
        <PutButton policy={asItWas} onPut={onPut} />
      )}
      {load.value !== undefined && load.error === undefined && (
        <>
          <Difference {...load.value} />
          {onPut !== undefined && load.value.changes.length > 0 && (
            <PutButton policy={load.value.policy} onPut={onPut} />
          )}
        </>
      )}
    </div>
  );
}

function PutButton({
  policy,
  onPut,
}: {
  readonly policy: PolicyView;
  readonly onPut: (policy: PolicyView) => void;
}) {
  return (
    <div class="row">
      <Button onClick={() => onPut(policy)}>{say('Put it into the form')}</Button>
      <span class="small">{say('Nothing is in force until you save it there.')}</span>
    </div>
  );
}

function Difference({ changes }: PolicyCheckView) {
  const told = tellPolicyChanges(changes);
  if (told.length === 0) return <p role="status">{say('It would change nothing.')}</p>;
  return (
    <>
      <p role="status">{say('It would change:')}</p>
      <ul class="steps-list">
        {told.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  );
}
