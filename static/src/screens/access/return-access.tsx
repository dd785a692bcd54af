import { useId, useState } from 'preact/hooks';
import type { HeldView } from '#contract/views';
import { existingIds } from '#domain/action/entitlement';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { useCall } from '../../components/use-call';
import { explainReturn } from '../../words/own-access-error';

export interface ReturnAccessProps {
  readonly held: HeldView;
  readonly onReturned: (held: HeldView) => void;
}

/** Has something of the reader's end: nobody has to approve that. Asked once more, as it takes an approval to have it again. */
export function ReturnAccess({ held, onReturned }: ReturnAccessProps) {
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  const { connectionId, entitlement, canReturn } = held;
  const sending = useCall(
    () => callAccess('access.return', { connectionId, access: existingIds(entitlement) }),
    (returned) => {
      setAsked(false);
      onReturned(returned);
    },
  );
  // What ends by itself already says so.
  if (!canReturn.allowed && canReturn.why.code !== 'unproved') return null;
  return (
    <>
      <div class="row">
        <Button
          about={entitlement.name}
          disabledReason={canReturn.allowed ? undefined : explainReturn(canReturn.why).why}
          expanded={isAsked}
          controls={id}
          onClick={() => {
            sending.clear();
            setAsked(!isAsked);
          }}
        >
          {say('Return')}
        </Button>
      </div>
      <div id={id} hidden={!isAsked}>
        {isAsked && (
          <Confirm
            title={say('Return this access?')}
            yes={say('Return it')}
            doing={say('Returning…')}
            no={say('Keep it')}
            call={sending}
            onYes={() => void sending.run()}
            onNo={() => setAsked(false)}
          >
            <p>
              {say(
                'It is taken from you at once, and nobody has to approve that. To have it again, you ask for it, and somebody decides.',
              )}
            </p>
          </Confirm>
        )}
      </div>
    </>
  );
}
