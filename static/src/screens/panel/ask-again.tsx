import type { AskedView, RequestView } from '#contract/views';
import { isOpenRequest } from '#domain/request/is-open-request';
import { say } from '#words/say';
import { callPanel } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { useCall } from '../../components/use-call';
import { notRenewedInShort } from '../../words/no-renewal';

/** How a request is begun with what another asked for. */
export interface AskAgain {
  readonly disabledReason: string | undefined;
  readonly ask: (asked: AskedView) => void;
}

/** Under an own request that has ended, however it did: opens the form with all that it asked for. */
export function AskAgainSection({
  request,
  viewer,
  again,
}: {
  readonly request: RequestView;
  readonly viewer: string;
  readonly again: AskAgain;
}) {
  const { running, error, run } = useCall(
    () => callPanel('request.asked', { requestId: request.id }),
    again.ask,
  );
  if (isOpenRequest(request.state) || request.requester.accountId !== viewer) return null;
  const { noRenewal } = request;
  const notRenewed = noRenewal?.isAll === true ? notRenewedInShort(noRenewal) : undefined;
  return (
    <div class="stack-tight">
      <div>
        <Button
          kind="subtle"
          disabledReason={again.disabledReason ?? notRenewed}
          busy={running ? say('Opening the form…') : undefined}
          onClick={() => void run()}
        >
          {request.access?.state === 'active' && request.access.until !== undefined
            ? say('Extend…')
            : say('Ask again…')}
        </Button>
      </div>
      <ErrorMessage error={error} />
    </div>
  );
}
