import { say } from '#words/say';
import './aside-row.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { AsideView } from '#contract/views';
import { recordWords } from '#words/record-kind';
import { wayOutWords } from '#words/way-out';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { useLoad } from '../../components/use-load';
import { saveFile } from '../../forms/save-file';

interface AsideRowProps {
  readonly aside: AsideView;
  readonly onGone: (aside: AsideView, how: string) => void;
  /** Since when. */
  readonly children: ComponentChildren;
}

/** One record that is set aside: what is wrong with it since when, and what can be done. */
export function AsideRow({ aside, onGone, children }: AsideRowProps) {
  const { key, kind, trouble } = aside;
  const [confirming, setConfirming] = useState(false);
  const words = wayOutWords(aside.wayOut, kind);
  const title = recordWords()[kind];

  const tryAgain = useCall(
    () => callAdmin('aside.tryAgain', { key }),
    (isRead) => isRead && onGone(aside, say('{title}: can be read again.', { title })),
  );
  const end = useCall(
    () => callAdmin('aside.end', { key }),
    () => onGone(aside, say('{title}: done.', { title })),
  );
  const download = useCall(
    () => callAdmin('aside.record', { key }),
    ({ raw }) => saveFile(`${key.replace(/[^\w.-]+/g, '-')}.json`, 'application/json', [raw]),
  );

  return (
    <article class="aside stack-tight" aria-label={`${title} ${key}`}>
      <h3>{title}</h3>
      <p class="small">
        <code>{key}</code> · {trouble.trouble === 'unreadable' ? say('unreadable') : say('failing')}{' '}
        {children}
      </p>
      <p>
        {trouble.trouble === 'unreadable'
          ? say('It can’t be read: {why}.', { why: trouble.why })
          : say(
              'Work on it has failed {times} times, the last time with: {why}. It goes on by itself once the cause is gone.',
              { times: trouble.times, why: trouble.why },
            )}
        {kind === 'audit' && <> {say('Records of the audit are never removed.')}</>}
      </p>
      <div class="row">
        <Button
          busy={tryAgain.running ? say('Trying…') : undefined}
          about={say('to read {key}', { key })}
          onClick={() => void tryAgain.run()}
        >
          {say('Try again')}
        </Button>
        <Button
          icon="download"
          busy={download.running ? say('Loading…') : undefined}
          about={key}
          onClick={() => void download.run()}
        >
          {say('Download the record')}
        </Button>
        {words !== undefined && (
          <Button
            kind="danger"
            about={key}
            expanded={confirming}
            onClick={() => setConfirming(!confirming)}
          >
            {say('{label}…', { label: words.label })}
          </Button>
        )}
      </div>
      {tryAgain.value === false && (
        <SectionMessage tone="info" title={say('It still can’t be read')} announce>
          <p>{say('If the app was updated lately, try again after the next update.')}</p>
        </SectionMessage>
      )}
      {confirming && words !== undefined && (
        <Confirm
          title={say('{label}?', { label: words.label })}
          yes={words.label}
          doing={say('Working…')}
          no={say('Cancel')}
          call={end}
          onYes={end.run}
          onNo={() => setConfirming(false)}
        >
          <p>{words.means}</p>
        </Confirm>
      )}
      <ErrorMessage error={tryAgain.error} />
      <ErrorMessage error={download.error} />
      <Disclosed label={say('The record as it is stored')}>
        {() => <RawRecord of={key} />}
      </Disclosed>
    </article>
  );
}

function RawRecord({ of }: { readonly of: string }) {
  const load = useLoad(() => callAdmin('aside.record', { key: of }), of);
  if (load.error !== undefined) return <ErrorMessage error={load.error} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <pre class="aside-raw" tabIndex={0}>
      {load.value === undefined ? say('Loading…') : load.value.raw.slice(0, 20_000)}
    </pre>
  );
}
