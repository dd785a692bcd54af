import { useId, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { lazy } from '../../components/lazy';
import type { UndoFormProps } from '../../forms/undo/undo-form';

const UndoForm = lazy<UndoFormProps>(() =>
  import('../../forms/undo/undo-form').then((part) => part.UndoForm),
);

/** Under a finished request: asks for its opposite. */
export function UndoSection({
  request,
  now,
  onSubmitted,
}: {
  readonly request: RequestView;
  readonly now: number;
  readonly onSubmitted: (request: RequestView) => void;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (request.state !== 'completed' && request.state !== 'needsAttention') return null;
  const changed = request.progress !== undefined && request.progress.applied > 0;
  return (
    <div class="stack-tight">
      <div>
        <Button
          kind="subtle"
          expanded={open}
          controls={id}
          disabledReason={changed ? undefined : say('It changed nothing that could be undone.')}
          onClick={() => setOpen(!open)}
        >
          {say('Undo…')}
        </Button>
      </div>
      <div id={id} hidden={!open}>
        {open && (
          <UndoForm
            request={request}
            now={now}
            onClose={() => setOpen(false)}
            onSubmitted={(made) => {
              setOpen(false);
              onSubmitted(made);
            }}
          />
        )}
      </div>
    </div>
  );
}
