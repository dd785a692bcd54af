import type { RequestView, TakableView } from '#contract/views';
import { say } from '#words/say';
import { callPanel } from '../../api/callers';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { Loaded } from '../../components/loaded';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';
import { explainTakeBack } from '../../words/take-back-error';
import { keyOf, lineOf, placeOf, Reasons, type TakableItem } from './takable-lines';

export interface RemoveNowQuestionProps {
  readonly request: RequestView;
  readonly onRemoved: (request: RequestView) => void;
  readonly onClose: () => void;
}

/** Names who loses what before it is done: that, and nothing else, is taken away. */
export function RemoveNowQuestion({ request, onRemoved, onClose }: RemoveNowQuestionProps) {
  const load = useLoad(() => callPanel('request.takable', { requestId: request.id }), request.id);
  return (
    <Loaded load={load} waiting={say('Looking up who has what…')}>
      {(found) => <Question {...{ request, found, onRemoved, onClose }} />}
    </Loaded>
  );
}

function Question({
  request,
  found: { items, isAll },
  onRemoved,
  onClose,
}: RemoveNowQuestionProps & { readonly found: TakableView }) {
  const taken = items.filter(({ may }) => may.allowed);
  const others = items.filter(({ may }) => !may.allowed);
  const sending = useCall(
    () => callPanel('request.takeBack', { requestId: request.id, places: taken.flatMap(placeOf) }),
    onRemoved,
  );
  if (taken.length === 0) {
    return (
      <SectionMessage tone="info" title={say('You can’t remove this access now')}>
        <Reasons items={others} why={whyNot} />
        <div>
          <Button kind="subtle" onClick={onClose}>
            {say('Close')}
          </Button>
        </div>
      </SectionMessage>
    );
  }
  return (
    <Confirm
      title={say('Remove this access now?')}
      yes={say('Remove now')}
      doing={say('Removing…')}
      no={say('Keep it')}
      call={sending}
      onYes={() => void sending.run()}
      onNo={onClose}
    >
      <p>{say('This access is removed at once, without an approval:')}</p>
      <ul>
        {taken.map((item) => (
          <li key={keyOf(item)}>{lineOf(item)}</li>
        ))}
      </ul>
      <p>
        {say(
          'They and whoever asked for it are told, and the audit names you. To have it again, somebody asks for it, and it is decided.',
        )}
      </p>
      {!isAll && (
        <p>{say('There are more. Once these are removed, remove the others in the same way.')}</p>
      )}
      {others.length > 0 && (
        <>
          <p>{say('These stay:')}</p>
          <Reasons items={others} why={whyNot} />
        </>
      )}
    </Confirm>
  );
}

function whyNot({ may }: TakableItem): string | undefined {
  if (may.allowed) return undefined;
  const { why, next } = explainTakeBack(may.why);
  return `${why} ${next}`;
}
