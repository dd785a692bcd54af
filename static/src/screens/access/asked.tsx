import type { OwnRequestsView } from '#contract/views';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { Loaded } from '../../components/loaded';
import { useLoad } from '../../components/use-load';
import { Answer } from '../../forms/decision/answer';
import { Reminder } from '../../forms/decision/reminder';
import { Withdrawal } from '../../forms/decision/withdrawal';
import { OwnList } from './own-list';
import { OwnRequest, type OwnRequestProps } from './own-request';
import { useOwnRequests } from './use-own-requests';

type AskedProps = Omit<OwnRequestProps, 'request'> & { readonly isShown: boolean };

/** What the reader has asked for, wherever it was asked: that which is not over first. */
export function Asked(props: AskedProps) {
  const load = useLoad(() => callAccess('access.asked', {}));
  return <Loaded load={load}>{(first) => <AskedList first={first} {...props} />}</Loaded>;
}

function AskedList({
  first,
  isShown,
  ...shared
}: AskedProps & { readonly first: OwnRequestsView }) {
  const list = useOwnRequests((at) => callAccess('access.asked', at), first, isShown);
  return (
    <OwnList list={list} nothing={<NothingAsked />}>
      {(request) => (
        <OwnRequest key={request.id} request={request} {...shared}>
          <Answer call={callAccess} request={request} onChange={list.put} />
          <Reminder call={callAccess} request={request} onChange={list.put} />
          <Withdrawal call={callAccess} request={request} onChange={list.put} />
        </OwnRequest>
      )}
    </OwnList>
  );
}

function NothingAsked() {
  return (
    <div class="stack-tight">
      <p>
        <strong>{say('You have not asked for access.')}</strong>
      </p>
      <p class="subtle">
        {say(
          'Ask in a work item: open it, and choose Access under its Apps button. What you have asked for then shows here, with whose turn it is.',
        )}
      </p>
    </div>
  );
}
