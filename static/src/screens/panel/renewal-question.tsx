import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { RENEWAL_REASON_MAX } from '#contract/limits';
import type { RequestView, TakableView } from '#contract/views';
import { say } from '#words/say';
import { callPanel } from '../../api/callers';
import { dropDraft, keepDraft, readDraft } from '../../api/draft';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { Loaded } from '../../components/loaded';
import { SectionMessage } from '../../components/section-message';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';
import { noRenewalWords } from '../../words/no-renewal';
import { explainRenewal } from '../../words/renewal-error';
import { keyOf, lineOf, placeOf, Reasons, type TakableItem } from './takable-lines';

export interface RenewalQuestionProps {
  readonly request: RequestView;
  readonly what: 'refuse' | 'allow';
  readonly onDone: (request: RequestView) => void;
  readonly onClose: () => void;
}

/** Names whose access it is about before it is said: of that, and of nothing else, it is. */
export function RenewalQuestion(props: RenewalQuestionProps) {
  const { id } = props.request;
  const load = useLoad(() => callPanel('request.takable', { requestId: id }), id);
  return (
    <Loaded load={load} waiting={say('Looking up who has what…')}>
      {(found) => <Question {...props} found={found} />}
    </Loaded>
  );
}

type QuestionProps = RenewalQuestionProps & { readonly found: TakableView };

function Question(props: QuestionProps) {
  const { what, found, onClose } = props;
  const why = (item: TakableItem) => {
    const may = item.renewal[what];
    if (may.allowed) return undefined;
    const explained = explainRenewal(may.why);
    return `${explained.why} ${explained.next}`;
  };
  const meant = found.items.filter(({ renewal }) => renewal[what].allowed);
  const others = found.items.filter(({ renewal }) => !renewal[what].allowed);
  if (meant.length === 0) {
    return (
      <SectionMessage
        tone="info"
        title={
          what === 'refuse'
            ? say('You can’t say that this access is not to be renewed')
            : say('You can’t allow this access to be renewed again')
        }
      >
        <Reasons items={others} why={why} />
        <div>
          <Button kind="subtle" onClick={onClose}>
            {say('Close')}
          </Button>
        </div>
      </SectionMessage>
    );
  }
  const rest = (
    <>
      {!found.isAll && (
        <p>{say('There are more that are not shown here. Nothing changes for those.')}</p>
      )}
      {others.length > 0 && (
        <>
          <p>{say('Nothing changes for these:')}</p>
          <Reasons items={others} why={why} />
        </>
      )}
    </>
  );
  return what === 'refuse' ? (
    <Refuse {...props} meant={meant} rest={rest} />
  ) : (
    <Allow {...props} meant={meant} rest={rest} />
  );
}

type AnswerProps = QuestionProps & {
  readonly meant: readonly TakableItem[];
  readonly rest: ComponentChildren;
};

function Refuse({ request, meant, rest, onDone, onClose }: AnswerProps) {
  const draft = `renewal.${request.id}`;
  const [reason, setReason] = useState(() => readDraft<string>(draft) ?? '');
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const sending = useCall(
    () =>
      callPanel('request.renewal', {
        requestId: request.id,
        places: meant.flatMap(placeOf),
        may: 'notRenew',
        reason: reason.trim(),
      }),
    (changed) => {
      dropDraft(draft);
      onDone(changed);
    },
  );
  return (
    <Confirm
      title={say('Not to be renewed?')}
      yes={say('Do not renew')}
      doing={say('Sending…')}
      no={say('Leave it as it is')}
      call={sending}
      onYes={() => {
        if (reason.trim() !== '') return void sending.run();
        setMissing(true);
        field.current?.focus();
      }}
      onNo={onClose}
    >
      <Lines items={meant} />
      <p>
        {say(
          'It stays until its end, and can’t be extended any more. They and whoever asked for it are told now, and again before it ends. Whoever asks for it anew, and whoever decides on that, can read your reason. The audit names you.',
        )}
      </p>
      <TextField
        label={say('Why it is not to be renewed')}
        help={say('Everybody who can see the work item can read it.')}
        error={isMissing ? say('A reason is needed: whoever has it reads why.') : undefined}
        lines={3}
        most={RENEWAL_REASON_MAX}
        inputRef={field}
        value={reason}
        onChange={(typed) => {
          setReason(typed);
          setMissing(false);
          keepDraft(draft, typed);
        }}
      />
      {rest}
    </Confirm>
  );
}

function Allow({ request, meant, rest, onDone, onClose }: AnswerProps) {
  const sending = useCall(
    () =>
      callPanel('request.renewal', {
        requestId: request.id,
        places: meant.flatMap(placeOf),
        may: 'renew',
      }),
    onDone,
  );
  return (
    <Confirm
      title={say('Allow it to be renewed again?')}
      yes={say('Allow it')}
      doing={say('Sending…')}
      no={say('Leave it as it is')}
      call={sending}
      onYes={() => void sending.run()}
      onNo={onClose}
      harmless
    >
      <Lines items={meant} />
      <p>
        {say(
          'More time can be asked for again, and is decided like the first time. They, whoever asked for it, and whoever said that it is not to be renewed are told, and the audit names you.',
        )}
      </p>
      {rest}
    </Confirm>
  );
}

function Lines({ items }: { readonly items: readonly TakableItem[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={keyOf(item)}>
          {lineOf(item)}
          {item.noRenewal !== undefined && <> {noRenewalWords(item.noRenewal)}</>}
        </li>
      ))}
    </ul>
  );
}
