import { useEffect, useRef, useState } from 'preact/hooks';
import type { AskedView } from '#contract/views';
import type { AccessOfRequest } from '#domain/holding/access-of-request';
import { say } from '#words/say';
import { date } from '#words/time';
import { callPanel } from '../../api/callers';
import { useCall } from '../../components/use-call';
import { whyNotRenewed } from '../../words/no-renewal';
import type { AskAgain } from './ask-again';
import type { LoadedPanel } from './load-panel';

/**
 * Opens the form as the address of the page asks for it, once: for whoever asked with all of it, for whoever has it with
 * just themselves, and for nobody else. What was begun before stays, and what was extended or has ended by now opens nothing.
 * Answers why it opened nothing, in a sentence where all is well.
 */
export function useExtension({ toExtend, panel }: LoadedPanel, again: AskAgain) {
  const isDone = useRef(false);
  const [why, setWhy] = useState<string>();
  const { accountId } = panel.viewer;
  const { error, run } = useCall(
    (requestId: string) => callPanel('request.asked', { requestId }),
    (asked) => {
      const request = panel.requests.find(({ id }) => id === toExtend);
      const over = request?.access === undefined ? undefined : whyOver(request.access);
      if (over !== undefined) {
        setWhy(over);
        return;
      }
      if (request?.noRenewal?.isAll === true) {
        setWhy(whyNotRenewed(request.noRenewal));
        return;
      }
      const own = request?.requester.accountId === accountId ? asked : forThem(asked, accountId);
      if (own !== undefined) again.ask(own);
      else {
        setWhy(
          say(
            'The link asks for more time for whoever has this access, or asked for it: that is not you. For others, ask with Request access.',
          ),
        );
      }
    },
  );
  useEffect(() => {
    if (toExtend === undefined || isDone.current || again.disabledReason !== undefined) return;
    isDone.current = true;
    void run(toExtend);
  }, [toExtend, again, run]);
  return { error, why };
}

function whyOver(access: AccessOfRequest): string | undefined {
  switch (access.state) {
    case 'active':
      return undefined;
    case 'goesOn':
      return say('This access was extended already: it goes on under a newer request.');
    case 'ending':
      return say(
        'The time of this access is over, and it is being taken back. Ask for it anew with Request access.',
      );
    case 'ended':
      return say('This access ended on {date}. Ask for it anew with Request access.', {
        date: date(access.at),
      });
  }
}

function forThem(asked: AskedView, accountId: string): AskedView | undefined {
  const subjects = asked.subjects.filter(
    (one) => one.kind === 'person' && one.accountId === accountId,
  );
  const access = asked.access.filter(({ verb }) => verb === 'add');
  return subjects.length === 0 ? undefined : { ...asked, subjects, access, products: [] };
}
