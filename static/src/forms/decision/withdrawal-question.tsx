import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import type { RequestCaller } from '../../api/request-caller';
import { Confirm } from '../../components/confirm';
import { useCall } from '../../components/use-call';
import { type CameOf, cameOf } from './came-of';
import { returnFocus } from './return-focus';

export interface WithdrawalQuestionProps {
  readonly call: RequestCaller;
  readonly request: RequestView;
  readonly onCame: (came: Exclude<CameOf, { readonly outcome: 'failed' }>) => void;
  readonly onKeep: () => void;
}

/** Asked once more, as approvers have been told of it. */
export function WithdrawalQuestion({ call, request, onCame, onKeep }: WithdrawalQuestionProps) {
  const sending = useCall(async () => {
    const { id: requestId, revision } = request;
    const answer = await call('request.withdraw', { requestId, revision });
    const came = await cameOf(call, request, answer);
    if (came.outcome === 'failed') return { ok: false, error: came.error };
    onCame(came);
    returnFocus(requestId);
    return { ok: true, value: came };
  });
  return (
    <Confirm
      title={say('Withdraw this request?')}
      yes={say('Withdraw')}
      doing={say('Withdrawing…')}
      no={say('Keep it')}
      call={sending}
      onYes={() => void sending.run()}
      onNo={onKeep}
    >
      <p>
        {say('Nobody can approve it then, and whoever was asked is told. You can ask again later.')}
      </p>
    </Confirm>
  );
}
