import { useEffect, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { getContext } from '../../api/bridge';
import { closeModal } from '../../api/modal';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { RequestForm } from '../../forms/request/request-form';
import { RequestSent } from '../../forms/request/request-sent';

/** The form by itself, in a modal over an issue or, from the command palette, over any page. */
export function RequestScreen() {
  const [issueId, setIssueId] = useState<string>();
  const [typed, setTyped] = useState('');
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
  if (sent !== undefined) {
    return (
      <RequestSent
        request={sent}
        follow={say('You can follow it under Access, on the right of the work item.')}
      >
        <Button onClick={() => void closeModal()}>{say('Close')}</Button>
      </RequestSent>
    );
  }
  if (issueId !== undefined) {
    return (
      <RequestForm
        issueId={issueId}
        onSubmitted={setSent}
        onClose={() => void closeModal()}
        onOther={typed === '' ? undefined : () => setIssueId(undefined)}
      />
    );
  }
  if (!isKnown) return null;
  return <WhichIssue typed={typed} onType={setTyped} onChoose={setIssueId} />;
}

/** The palette says nothing of the page behind it. An issue is known by its key as by its id. */
function WhichIssue({
  typed,
  onType,
  onChoose,
}: {
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onChoose: (key: string) => void;
}) {
  const [error, setError] = useState<string>();
  return (
    <form
      class="ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const key = typed.trim().toUpperCase();
        if (/^[A-Z][A-Z0-9_]*-\d+$/.test(key)) onChoose(key);
        else setError(say('Type the key of a work item, such as WEB-1.'));
      }}
    >
      <h2>{say('Request access')}</h2>
      <Field id="which-issue" label={say('Which work item is it for?')} error={error}>
        {(ids) => (
          <input
            {...ids}
            class="input"
            placeholder={say('Such as WEB-1')}
            value={typed}
            onInput={(event) => {
              onType(event.currentTarget.value);
              setError(undefined);
            }}
          />
        )}
      </Field>
      <p class="subtle">{say('The lead of its project decides. You can follow it there.')}</p>
      <div class="row">
        <Button kind="primary" type="submit">
          {say('Continue')}
        </Button>
        <Button kind="subtle" onClick={() => void closeModal()}>
          {say('Cancel')}
        </Button>
      </div>
    </form>
  );
}
