import { useRef, useState } from 'preact/hooks';
import type { AskedView, HeldView, RequestView } from '#contract/views';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { lazy } from '../../components/lazy';
import type { RequestFormProps } from '../../forms/request/request-form';
import { RequestSent } from '../../forms/request/request-sent';
import { notRenewedInShort } from '../../words/no-renewal';

const RequestForm = lazy<RequestFormProps>(() =>
  import('../../forms/request/request-form').then((part) => part.RequestForm),
);

export interface AskAgainProps {
  readonly held: HeldView;
  /** One form at a time: the others keep what was typed. */
  readonly isAsking: boolean;
  readonly onAsk: (isAsking: boolean) => void;
}

/** To have something for longer, or once more: a new request in the work item of the last, which others decide. */
export function AskAgain({ held, isAsking, onAsk }: AskAgainProps) {
  const [sent, setSent] = useState<RequestView>();
  const opener = useRef<HTMLButtonElement>(null);
  const label = labelFor(held);
  if (label === undefined) return null;
  const { from, key, entitlement, noRenewal: note } = held;
  if (from.known !== 'request') {
    return (
      <p class="subtle">
        {say('To ask for it again, choose Request access in a work item that you see.')}
      </p>
    );
  }
  if (sent !== undefined) {
    return (
      <RequestSent request={sent} follow={say('You can follow it under My requests.')} takesFocus />
    );
  }
  const close = () => {
    onAsk(false);
    opener.current?.focus();
  };
  return (
    <>
      <div class="row">
        <Button
          buttonRef={opener}
          about={entitlement.name}
          disabledReason={
            held.standing.state === 'ended' ? undefined : note && notRenewedInShort(note)
          }
          expanded={isAsking}
          controls={`ask-again-${key}`}
          onClick={() => onAsk(!isAsking)}
        >
          {label}
        </Button>
      </div>
      <div id={`ask-again-${key}`} hidden={!isAsking}>
        {isAsking && (
          <RequestForm
            issueId={from.issueId}
            asked={askFor(held, from)}
            keptAs={`${from.issueId}.${key}`}
            onSubmitted={(request) => {
              setSent(request);
              onAsk(false);
            }}
            onClose={close}
          />
        )}
      </div>
    </>
  );
}

/** Undefined where there is nothing to have longer, or that it ends was just the reader's wish. */
function labelFor({ standing }: HeldView): string | undefined {
  switch (standing.state) {
    case 'active':
    case 'overdue':
      return say('Extend');
    case 'ended':
      return say('Ask again');
    case 'stays':
    case 'ending':
    case 'missing':
    case 'unproved':
    case 'unconfirmed':
      return undefined;
  }
}

/** Just this, and for nobody else, whatever and whomever the request was about. */
const askFor = (
  { subject, entitlement }: HeldView,
  { term, justification }: Extract<HeldView['from'], { known: 'request' }>,
): AskedView => ({
  subjects: subject.kind === 'person' ? [subject] : [],
  access: [{ verb: 'add', entitlement }],
  products: [],
  bundles: [],
  term,
  justification,
});
