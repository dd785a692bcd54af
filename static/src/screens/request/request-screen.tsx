import { useEffect, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { getContext } from '../../api/bridge';
import { closeModal } from '../../api/modal';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { SectionMessage } from '../../components/section-message';
import { RequestForm } from '../../forms/request/request-form';
import { listNames } from '../../words/listing';

/** The form by itself, in a modal over an issue or, from the command palette, over any page. */
export function RequestScreen() {
  const [issueId, setIssueId] = useState<string>();
  const [isKnown, setIsKnown] = useState(false);
  const [sent, setSent] = useState<RequestView>();
  useEffect(() => {
    void getContext()
      .catch(() => undefined)
      .then((context) => {
        setIssueId(context?.extension?.issue?.id);
        setIsKnown(true);
      });
  }, []);
  if (sent !== undefined) return <Sent request={sent} />;
  if (issueId !== undefined) {
    return (
      <RequestForm issueId={issueId} onSubmitted={setSent} onClose={() => void closeModal()} />
    );
  }
  return isKnown ? <WhichIssue onChoose={setIssueId} /> : null;
}

/** The palette says nothing of the page behind it. An issue is known by its key as by its id. */
function WhichIssue({ onChoose }: { readonly onChoose: (key: string) => void }) {
  const [key, setKey] = useState('');
  const [error, setError] = useState<string>();
  return (
    <form
      class="ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const typed = key.trim().toUpperCase();
        if (/^[A-Z][A-Z0-9_]*-\d+$/.test(typed)) onChoose(typed);
        else setError('Type the key of a work item, such as WEB-1.');
      }}
    >
      <h2>Request access</h2>
      <Field id="which-issue" label="Which work item is it for?" error={error}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            placeholder="Such as WEB-1"
            value={key}
            onInput={(event) => {
              setKey(event.currentTarget.value);
              setError(undefined);
            }}
          />
        )}
      </Field>
      <p class="subtle">The lead of its project decides, and what becomes of it stands there.</p>
      <div class="row">
        <Button kind="primary" type="submit">
          Continue
        </Button>
        <Button kind="subtle" onClick={() => void closeModal()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function Sent({ request }: { readonly request: RequestView }) {
  const approvers = request.approvals.flatMap((one) =>
    one.approvers.map(({ displayName }) => displayName),
  );
  return (
    <SectionMessage tone="success" title={`Your request is sent in ${request.issueKey}`} announce>
      <p>
        {listNames([...new Set(approvers)])} {approvers.length === 1 ? 'decides' : 'decide'}. What
        becomes of it stands under Access, on the right of the work item.
      </p>
      <Button onClick={() => void closeModal()}>Close</Button>
    </SectionMessage>
  );
}
