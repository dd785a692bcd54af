import { useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import type { ContextView } from '#contract/views';
import { contextStatusSentence } from '#words/context-status';
import { say } from '#words/say';
import { openModal } from '../../api/modal';
import { Button } from '../../components/button';
import { Loaded } from '../../components/loaded';
import { useLoad } from '../../components/use-load';
import { loadContext } from './load-context';

/** Beside the issue: how its access stands, and the way to everything else. */
export function ContextScreen({ first }: { readonly first: Promise<Answer<ContextView>> }) {
  const load = useLoad(loadContext, '', { first });
  const [closed, setClosed] = useState(false);
  const open = async (asking: boolean) =>
    setClosed(!(await openModal('panel', { asking }, load.reload)));
  return (
    <Loaded load={load}>
      {({ status }) => (
        <div class="stack-tight">
          <h1 class="hidden">{say('Access')}</h1>
          <p role="status">{contextStatusSentence(status)}</p>
          <div>
            <Button onClick={() => void open(status.kind === 'nothingAsked')}>
              {status.kind === 'nothingAsked' ? say('Request access') : say('Open access requests')}
            </Button>
          </div>
          {closed && (
            <p class="small">
              {say(
                'They can’t be opened from here. Choose Access under the Apps button of this work item.',
              )}
            </p>
          )}
        </div>
      )}
    </Loaded>
  );
}
