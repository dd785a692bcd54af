import { useId, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { lazy } from '../../components/lazy';
import type { RemoveNowQuestionProps } from './remove-now-question';

const RemoveNowQuestion = lazy<RemoveNowQuestionProps>(() =>
  import('./remove-now-question').then((part) => part.RemoveNowQuestion),
);

/** Under a request whose access is in force: for whoever approved it or may, and for Jira admins. Why others can't, it tells them. */
export function RemoveNow({
  request,
  onChange,
}: {
  readonly request: RequestView;
  readonly onChange: (request: RequestView) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (request.access?.state !== 'active') return null;
  return (
    <div class="stack-tight">
      <div>
        <Button kind="subtle" expanded={isOpen} controls={id} onClick={() => setOpen(!isOpen)}>
          {say('Remove now…')}
        </Button>
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <RemoveNowQuestion
            request={request}
            onRemoved={(changed) => {
              setOpen(false);
              onChange(changed);
              document.getElementById(`request-${request.id}`)?.focus();
            }}
            onClose={() => setOpen(false)}
          />
        )}
      </div>
    </div>
  );
}
