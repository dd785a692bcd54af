import { useState } from 'preact/hooks';
import type { LeavingRunView, OpenRequests } from '#contract/views';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { Confirm } from '../../components/confirm';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import type { Outliving } from './use-outliving';

export interface EndAllProps {
  readonly outliving: Outliving;
  readonly waiting: OpenRequests;
  /** It was begun, and goes on. */
  readonly goesOn: boolean;
  readonly onBegun: (run: LeavingRunView) => void;
}

/** Has all of it end, once an admin has typed how much that is. */
export function EndAll(props: EndAllProps) {
  const [asking, setAsking] = useState(false);
  const { outliving, waiting } = props;
  const count = toEnd(outliving);
  return (
    <>
      <div>
        <Button
          kind="danger"
          expanded={asking}
          disabledReason={whyNot(props, count)}
          onClick={() => setAsking(!asking)}
        >
          {outliving.isAll && count === 0 && waiting.count > 0
            ? say('Close the requests that wait…')
            : say('End them all…')}
        </Button>
      </div>
      {asking &&
        whyNot(props, count) === undefined &&
        (count === 0 ? (
          <CloseOnly {...props} onClose={() => setAsking(false)} />
        ) : (
          <Question {...props} count={count} onClose={() => setAsking(false)} />
        ))}
    </>
  );
}

/** What is taken back already, or stays whatever an admin does here, is not ended by it. */
const toEnd = ({ lines }: Outliving) =>
  lines.filter(({ standing, keptBy }) => keptBy === undefined && standing === 'active').length;

function whyNot({ outliving, waiting, goesOn }: EndAllProps, count: number): string | undefined {
  if (goesOn) return say('They are being ended already.');
  if (!outliving.isAll) return say('Wait until all of it is read.');
  return count === 0 && waiting.count === 0
    ? say('Nothing is left that could be ended now.')
    : undefined;
}

/** Nobody loses anything by it. */
function CloseOnly({ waiting, onBegun, onClose }: EndAllProps & { readonly onClose: () => void }) {
  const sending = useEndAll({ closesRequests: true, onBegun, onClose });
  const { count, more } = waiting;
  return (
    <Confirm
      title={
        more
          ? say('Close more than {count} requests that wait?', { count })
          : say('Close {count, plural, one {# request that waits} other {# requests that wait}}?', {
              count,
            })
      }
      yes={say('Close them')}
      doing={say('Starting…')}
      no={say('Keep them')}
      call={sending}
      onYes={() => void sending.run()}
      onNo={onClose}
    >
      <p>{say('Whoever asked is told in the work item. To have it, somebody has to ask again.')}</p>
    </Confirm>
  );
}

interface Sent extends Pick<EndAllProps, 'onBegun'> {
  readonly closesRequests: boolean;
  readonly onClose: () => void;
}

const useEndAll = ({ closesRequests, onBegun, onClose }: Sent) =>
  useCall(
    () => callAdmin('leaving.endAll', { closesRequests }),
    (run) => {
      onClose();
      onBegun(run);
    },
  );

function Question({
  waiting,
  count,
  onBegun,
  onClose,
}: EndAllProps & { readonly count: number; readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [closes, setCloses] = useState(true);
  const [tried, setTried] = useState(false);
  const closesRequests = closes && waiting.count > 0;
  const sending = useEndAll({ closesRequests, onBegun, onClose });
  const isTyped = typed.trim() === String(count);
  const fault = tried && !isTyped ? say('Type {count}, to confirm.', { count }) : undefined;
  return (
    <Confirm
      title={say('{count, plural, one {End # membership now?} other {End # memberships now?}}', {
        count,
      })}
      yes={say('End them all')}
      doing={say('Starting…')}
      no={say('Keep them')}
      call={sending}
      onYes={() => {
        setTried(true);
        if (isTyped) void sending.run();
      }}
      onNo={onClose}
    >
      <ul class="steps-list">
        <li>{say('Whoever has it loses it at once, your own included.')}</li>
        <li>
          {say('They and whoever asked for it are told in the work item, and the audit names you.')}
        </li>
        <li>
          {say(
            'What can’t be taken back, such as the last administrator of something, stays, and is named above with the reason.',
          )}
        </li>
        <li>{say('It can’t be undone: to have it again, somebody asks for it.')}</li>
      </ul>
      {waiting.count > 0 && (
        <Choice kind="checkbox" checked={closes} onChange={setCloses}>
          {waiting.more
            ? say('Close the requests that wait, too (more than {count})', {
                count: waiting.count,
              })
            : say(
                '{count, plural, one {Close the # request that waits, too} other {Close the # requests that wait, too}}',
                { count: waiting.count },
              )}
        </Choice>
      )}
      <TextField
        label={say('Type {count} to confirm', { count })}
        value={typed}
        onChange={setTyped}
        error={fault}
        required
      />
    </Confirm>
  );
}
