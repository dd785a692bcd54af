import { useEffect, useRef } from 'preact/hooks';
import type { AskedView } from '#contract/views';
import { callPanel } from '../../api/callers';
import { useCall } from '../../components/use-call';
import type { AskAgain } from './ask-again';
import type { LoadedPanel } from './load-panel';

/**
 * Opens the form as the address of the page asks for it, once: for whoever asked with all of it, for whoever has it with
 * just themselves, and for nobody else. What was begun before stays, and what was extended or has ended by now opens nothing.
 */
export function useExtension({ toExtend, panel }: LoadedPanel, again: AskAgain) {
  const isDone = useRef(false);
  const { accountId } = panel.viewer;
  const { error, run } = useCall(
    (requestId: string) => callPanel('request.asked', { requestId }),
    (asked) => {
      const request = panel.requests.find(({ id }) => id === toExtend);
      if (request?.access !== undefined && request.access.state !== 'active') return;
      const own = request?.requester.accountId === accountId ? asked : forThem(asked, accountId);
      if (own !== undefined) again.ask(own);
    },
  );
  useEffect(() => {
    if (toExtend === undefined || isDone.current || again.disabledReason !== undefined) return;
    isDone.current = true;
    void run(toExtend);
  }, [toExtend, again, run]);
  return error;
}

function forThem(asked: AskedView, accountId: string): AskedView | undefined {
  const subjects = asked.subjects.filter(
    (one) => one.kind === 'person' && one.accountId === accountId,
  );
  const access = asked.access.filter(({ verb }) => verb === 'add');
  return subjects.length === 0 ? undefined : { ...asked, subjects, access, products: [] };
}
