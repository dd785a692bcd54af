import { useId, useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { refusalInShort } from '#words/request-refusal';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { useRequestCall } from './use-request-call';

/** Under an own request that waits: asked once more, as approvers have been told of it. */
export function Withdrawal({
  request,
  onChange,
}: {
  readonly request: RequestView;
  readonly onChange: (request: RequestView) => void;
}) {
  const [asking, setAsking] = useState(false);
  const id = useId();
  const call = useRequestCall(request.id, onChange);
  const { withdraw } = request.verbs;
  const send = () =>
    void call.run('request.withdraw', { requestId: request.id, revision: request.revision });
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
          <Confirm
            title={say('Withdraw this request?')}
            yes={say('Withdraw')}
            doing={say('Withdrawing…')}
            no={say('Keep it')}
            call={call}
            onYes={send}
            onNo={() => setAsking(false)}
          >
            <p>
              {say(
                'Nobody can approve it then, and whoever was asked is told. You can ask again later.',
              )}
            </p>
          </Confirm>
        )}
      </div>
    </>
  );
}
