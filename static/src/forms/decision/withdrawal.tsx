import { useId, useState } from 'preact/hooks';
import { say } from '#words/say';
import { refusalInShort } from '#words/verb-refusal';
import { Button } from '../../components/button';
import type { CameOf } from './came-of';
import { WithdrawalQuestion } from './later';
import { NotDone } from './not-done';
import type { OwnVerbProps } from './reminder';

/**
 * Under an own request: withdraws it while it waits. Where somebody decided meanwhile, it says so once nothing can be
 * withdrawn any more.
 */
export function Withdrawal({ call, request, onChange }: OwnVerbProps) {
  const [asking, setAsking] = useState(false);
  const [came, setCame] = useState<CameOf>();
  const id = useId();
  const { withdraw } = request.verbs;
  const notDone = <NotDone request={request} verb="withdraw" came={came} />;
  if (!withdraw.allowed && request.state !== 'awaitingApproval') return notDone;
  return (
    <>
      <div class="row">
        <Button
          disabledReason={withdraw.allowed ? undefined : refusalInShort(withdraw.why)}
          expanded={asking}
          controls={id}
          onClick={() => setAsking(!asking)}
        >
          {say('Withdraw request')}
        </Button>
        <span class="subtle">{say('You asked for this, so somebody else decides.')}</span>
      </div>
      <div id={id} hidden={!asking}>
        {asking && (
          <WithdrawalQuestion
            call={call}
            request={request}
            onCame={(what) => {
              setAsking(false);
              setCame(what);
              onChange(what.request);
            }}
            onKeep={() => setAsking(false)}
          />
        )}
      </div>
      {notDone}
    </>
  );
}
