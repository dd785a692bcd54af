import { useId, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { lazy } from '../../components/lazy';
import type { RenewalQuestionProps } from './renewal-question';

const RenewalQuestion = lazy<RenewalQuestionProps>(() =>
  import('./renewal-question').then((part) => part.RenewalQuestion),
);

type What = RenewalQuestionProps['what'];

/** Under a request whose access ends: for whoever may end it early. Why others can't, it tells them. */
export function Renewal({
  request,
  onChange,
}: {
  readonly request: RequestView;
  readonly onChange: (request: RequestView) => void;
}) {
  const [open, setOpen] = useState<What>();
  const id = useId();
  const { access, noRenewal } = request;
  if (access?.state !== 'active') return null;
  const whats: readonly What[] = [
    ...(access.until !== undefined && noRenewal?.isAll !== true ? (['refuse'] as const) : []),
    ...(noRenewal === undefined ? [] : (['allow'] as const)),
  ];
  if (whats.length === 0) return null;
  return (
    <div class="stack-tight">
      <div class="row">
        {whats.map((what) => (
          <Button
            kind="subtle"
            key={what}
            expanded={open === what}
            controls={id}
            onClick={() => setOpen(open === what ? undefined : what)}
          >
            {what === 'refuse' ? say('Do not renew…') : say('Allow renewal again…')}
          </Button>
        ))}
      </div>
      <div id={id} hidden={open === undefined}>
        {open !== undefined && (
          <RenewalQuestion
            key={open}
            request={request}
            what={open}
            onDone={(changed) => {
              setOpen(undefined);
              onChange(changed);
              document.getElementById(`request-${request.id}`)?.focus();
            }}
            onClose={() => setOpen(undefined)}
          />
        )}
      </div>
    </div>
  );
}
