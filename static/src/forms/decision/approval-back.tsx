import { useId, useRef, useState } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import type { RequestView } from '#contract/views';
import { say } from '#words/say';
import type { RequestCaller } from '../../api/request-caller';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import type { CameOf } from './came-of';
import { decide } from './decide';
import { dropWords, keepWords, readWords } from './draft';
import { returnFocus } from './return-focus';

export interface ApprovalBackProps {
  readonly call: RequestCaller;
  readonly request: RequestView;
  readonly onCame: (came: CameOf) => void;
}

/** Before its start, whoever approved it can decline it after all. */
export function ApprovalBack({ call, request, onCame }: ApprovalBackProps) {
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState(() => readWords(request.id));
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const id = useId();
  const sending = useCall(async () => {
    const came = await decide(call, request, { decision: 'decline', reason: reason.trim() });
    if (came.outcome === 'failed') return { ok: false, error: came.error };
    if (came.outcome === 'done') dropWords(request.id);
    onCame(came);
    returnFocus(request.id);
    return { ok: true, value: came };
  });
  return (
    <>
      <div class="row">
        <Button expanded={isAsked} controls={id} onClick={() => setAsked(!isAsked)}>
          {say('Take the approval back…')}
        </Button>
      </div>
      <div id={id} hidden={!isAsked}>
        {isAsked && (
          <Confirm
            title={say('Take the approval back?')}
            yes={say('Decline it')}
            doing={say('Declining…')}
            no={say('Keep it')}
            call={sending}
            onYes={() => {
              if (reason.trim() !== '') return void sending.run();
              setMissing(true);
              field.current?.focus();
            }}
            onNo={() => setAsked(false)}
          >
            <p>
              {say('The request is declined, and nothing of it is done. Whoever asked is told.')}
            </p>
            <TextField
              label={say('Why you decline it')}
              help={say('Everybody who can see the work item can read it.')}
              error={isMissing ? say('A reason is needed to decline.') : undefined}
              lines={3}
              most={REASON_MAX}
              inputRef={field}
              value={reason}
              onChange={(typed) => {
                setReason(typed);
                setMissing(false);
                keepWords(request.id, typed);
              }}
            />
          </Confirm>
        )}
      </div>
    </>
  );
}
