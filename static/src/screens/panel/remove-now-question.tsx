import type { InputOf } from '#contract/api';
import type { RequestView, TakableView } from '#contract/views';
import { existingIds } from '#domain/action/entitlement';
import { nameEntitlement } from '#words/access-names';
import { sentenceStart } from '#words/listing';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callPanel } from '../../api/callers';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { Loaded } from '../../components/loaded';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';
import { explainTakeBack } from '../../words/take-back-error';

export interface RemoveNowQuestionProps {
  readonly request: RequestView;
  readonly onRemoved: (request: RequestView) => void;
  readonly onClose: () => void;
}

type Item = TakableView['items'][number];

/** Names who loses what before it is done: that, and nothing else, is taken away. */
export function RemoveNowQuestion({ request, onRemoved, onClose }: RemoveNowQuestionProps) {
  const load = useLoad(() => callPanel('request.takable', { requestId: request.id }), request.id);
  return (
    <Loaded load={load} waiting={say('Looking who has what…')}>
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
        <Reasons items={others} />
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
          <Reasons items={others} />
        </>
      )}
    </Confirm>
  );
}

function Reasons({ items }: { readonly items: readonly Item[] }) {
  if (items.length === 0) return <p>{say('This request gives nothing any more.')}</p>;
  return (
    <>
      {byReason(items).map(([reason, those]) => (
        <div key={reason}>
          <ul>
            {those.map((item) => (
              <li key={keyOf(item)}>{lineOf(item)}</li>
            ))}
          </ul>
          <p>{reason}</p>
        </div>
      ))}
    </>
  );
}

/** Each reason once, after all that it keeps. */
function byReason(items: readonly Item[]): readonly (readonly [string, readonly Item[]])[] {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    if (item.may.allowed) continue;
    const { why, next } = explainTakeBack(item.may.why);
    const reason = `${why} ${next}`;
    found.set(reason, [...(found.get(reason) ?? []), item]);
  }
  return [...found];
}

function lineOf({ subject, entitlement, until }: Item): string {
  const values = {
    name: subject.displayName,
    what: nameEntitlement(entitlement),
  };
  return sentenceStart(
    until === undefined
      ? say('{name}: {what}, which has no end.', values)
      : say('{name}: {what}, until {time}.', { ...values, time: dateAndTime(until) }),
  );
}

const keyOf = (item: Item) => JSON.stringify(placeOf(item));

type Place = InputOf<'request.takeBack'>['places'][number];

function placeOf({ subject, entitlement }: Item): readonly Place[] {
  const access = existingIds(entitlement);
  switch (subject.kind) {
    case 'person':
      return [{ subject: { kind: subject.kind, accountId: subject.accountId }, access }];
    case 'group':
      return [{ subject: { kind: subject.kind, groupId: subject.groupId }, access }];
    case 'newPerson':
    case 'newGroup':
      return [];
  }
}
