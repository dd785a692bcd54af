import { useState } from 'preact/hooks';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import { refusalInShort } from '#words/verb-refusal';
import type { RequestCaller } from '../../api/request-caller';
import { Button } from '../../components/button';
import { useCall } from '../../components/use-call';
import { type CameOf, cameOf } from './came-of';
import { NotDone } from './not-done';

export interface OwnVerbProps {
  readonly call: RequestCaller;
  readonly request: RequestView;
  readonly onChange: (request: RequestView) => void;
}

/** Under an own request that waits: has those told once more whose turn it is, once a day. */
export function Reminder({ call, request, onChange }: OwnVerbProps) {
  const [came, setCame] = useState<CameOf>();
  const sending = useCall(async () => {
    const answer = await call('request.remind', { requestId: request.id });
    const what = await cameOf(call, request, answer);
    setCame(what);
    if (what.outcome !== 'failed') onChange(what.request);
    return { ok: true, value: what };
  });
  const { remind } = request.verbs;
  return (
    <>
      {request.state === 'awaitingApproval' && (
        <div class="row">
          <Button
            disabledReason={remind.allowed ? undefined : refusalInShort(remind.why)}
            busy={sending.running ? say('Reminding…') : undefined}
            onClick={() => void sending.run()}
          >
            {say('Remind them')}
          </Button>
          <span role="status">{came?.outcome === 'done' && say('They have been reminded.')}</span>
        </div>
      )}
      <NotDone request={request} verb="remind" came={came} />
    </>
  );
}
