import { useState } from 'preact/hooks';
import type { LeavingRunView, LeavingView, OpenRequests, OutlivingLine } from '#contract/views';
import { subjectKey } from '#domain/action/subject';
import { listBare } from '#words/listing';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { AT_WORK, pollDelay } from '../../api/poll-delay';
import { Button } from '../../components/button';
import { Detail } from '../../components/detail';
import { EntitlementName } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { Loaded } from '../../components/loaded';
import { sayWithElements } from '../../components/say-with-elements';
import { SectionMessage } from '../../components/section-message';
import { SubjectName } from '../../components/subject-name';
import { Table } from '../../components/table';
import { type Load, useLoad } from '../../components/use-load';
import { usePoll } from '../../components/use-poll';
import { When } from '../../components/when';
import { saveFile } from '../../forms/save-file';
import { outlivingStanding, outlivingUntil, whyItStays } from '../../words/outliving-words';
import { EndAll } from './end-all';
import { outlivingCsv } from './outliving-csv';
import { keyOf, type Outliving, useOutliving } from './use-outliving';

/** Who would keep what without the app, and the way to have it end. */
export function Leaving() {
  const { outliving, again, goOn } = useOutliving();
  const load = useLoad(() => callAdmin('leaving.load', {}));
  const { run } = load.value ?? {};
  const goesOn = run !== undefined && run.endedAt === undefined;
  const look = async (pause: number, isWanted: () => boolean) => {
    const answer = await callAdmin('leaving.load', {});
    if (!answer.ok || !isWanted()) return pollDelay(AT_WORK, pause, false);
    load.change(() => answer.value);
    if (answer.value.run?.endedAt !== undefined) again();
    return pollDelay(AT_WORK, pause, answer.value.run?.ended !== run?.ended);
  };
  usePoll(goesOn ? look : undefined, AT_WORK.first, String(run?.beganAt));
  return (
    <div class="stack">
      <Summary outliving={outliving} />
      <ErrorMessage error={outliving.error} onRetry={goOn} />
      <div class="row">
        <Button
          icon="refresh"
          kind="subtle"
          busy={outliving.reading ? say('Reading…') : undefined}
          onClick={() => {
            again();
            load.reload();
          }}
        >
          {say('Look again')}
        </Button>
        <Button
          disabledReason={whyNoFile(outliving)}
          onClick={() =>
            saveFile('multiplier-access.csv', 'text/csv', outlivingCsv(outliving.lines))
          }
        >
          {say('Download as CSV')}
        </Button>
      </div>
      {outliving.lines.length > 0 && <Lines lines={outliving.lines} />}
      <Loaded load={load}>
        {(view) => <Ending view={view} load={load} outliving={outliving} />}
      </Loaded>
    </div>
  );
}

function whyNoFile({ isAll, lines }: Outliving): string | undefined {
  if (!isAll) return say('Wait until all of it is read.');
  return lines.length === 0 ? say('There is nothing to put into a file.') : undefined;
}

function Summary({
  outliving: { lines, isAll, reading, unreadable },
}: {
  readonly outliving: Outliving;
}) {
  const ending = lines.filter(({ standing }) => standing === 'ending').length;
  return (
    <div class="stack-tight">
      <p role="status">
        {reading
          ? say('{count, plural, one {# membership} other {# memberships}} read so far…', {
              count: lines.length,
            })
          : isAll && lines.length === 0
            ? say('Nobody has anything that Multiplier is to take back.')
            : isAll &&
              sayWithElements(
                '{who} would keep {count, plural, one {# membership of a group or project role} other {# memberships of groups and project roles}}.',
                { who: <strong>{holders(lines)}</strong>, count: lines.length },
              )}
      </p>
      {!reading && ending > 0 && (
        <p>
          {say(
            '{count, plural, one {# of them is being taken back: look again in a minute.} other {# of them are being taken back: look again in a minute.}}',
            { count: ending },
          )}
        </p>
      )}
      {unreadable > 0 && (
        <p>
          {say(
            '{count, plural, one {# record can’t be read, and is not in the list.} other {# records can’t be read, and are not in the list.}} See “Needs a look”.',
            { count: unreadable },
          )}
        </p>
      )}
    </div>
  );
}

/** People, and groups that are in a role. */
function holders(lines: readonly OutlivingLine[]): string {
  const keys = (isPerson: boolean) =>
    new Set(
      lines.flatMap(({ subject }) =>
        (subject.kind === 'person') === isPerson ? subjectKey(subject) : [],
      ),
    ).size;
  const people = keys(true);
  const groups = keys(false);
  if (groups === 0) return say('{people, plural, one {# person} other {# people}}', { people });
  return people === 0
    ? say('{groups, plural, one {# group} other {# groups}}', { groups })
    : say(
        '{people, plural, one {# person} other {# people}} and {groups, plural, one {# group} other {# groups}}',
        { people, groups },
      );
}

/** So many more are shown each time. */
const MORE = 25;

function Lines({ lines }: { readonly lines: readonly OutlivingLine[] }) {
  const [shown, setShown] = useState(MORE);
  return (
    <>
      <Table
        label={say('Who would keep access')}
        head={[say('Who'), say('Access'), say('Until'), say('State')]}
      >
        {lines.slice(0, shown).map((line) => (
          <tr key={keyOf(line)}>
            <td>
              <SubjectName subject={line.subject} />
            </td>
            <td>
              <EntitlementName entitlement={line.entitlement} />
            </td>
            <td>{outlivingUntil(line)}</td>
            <td>
              {outlivingStanding(line)}
              <Why line={line} />
            </td>
          </tr>
        ))}
      </Table>
      {lines.length > shown && (
        <div>
          <Button onClick={() => setShown(shown + MORE)}>
            {say('Show more ({left} left)', { left: lines.length - shown })}
          </Button>
        </div>
      )}
    </>
  );
}

function Why({ line }: { readonly line: OutlivingLine }) {
  const said = whyItStays(line);
  if (said === undefined) return null;
  return (
    <Detail>
      {said.why} {said.remedy}
      {line.siteMessage !== undefined && (
        <> {say('The site said: “{words}”', { words: line.siteMessage })}</>
      )}
    </Detail>
  );
}

function Ending({
  view,
  load,
  outliving,
}: {
  readonly view: LeavingView;
  readonly load: Load<LeavingView>;
  readonly outliving: Outliving;
}) {
  const { run, waiting, underWay, now } = view;
  return (
    <>
      <Requests waiting={waiting} underWay={underWay} />
      {run !== undefined && (
        <SectionMessage
          tone={run.endedAt === undefined ? 'info' : 'success'}
          title={
            run.endedAt === undefined
              ? say('All of it is being ended')
              : say('Done: all of it was looked at')
          }
        >
          <p role="status">
            {cameOf(run)}{' '}
            {sayWithElements('Begun {when}.', { when: <When at={run.beganAt} now={now} /> })}{' '}
            {run.endedAt === undefined
              ? say('It goes on by itself: you can close this page.')
              : say('What could not be taken back yet stands above, with the reason.')}
          </p>
          {run.failed > 0 && (
            <p>
              {say(
                '{count, plural, one {# could not be ended or closed: try again.} other {# could not be ended or closed: try again.}}',
                { count: run.failed },
              )}
            </p>
          )}
          {run.unreadable > 0 && (
            <p>
              {say(
                '{count, plural, one {# record can’t be read, and was left as it is.} other {# records can’t be read, and were left as they are.}} See “Needs a look”.',
                { count: run.unreadable },
              )}
            </p>
          )}
        </SectionMessage>
      )}
      <EndAll
        outliving={outliving}
        waiting={waiting}
        goesOn={run !== undefined && run.endedAt === undefined}
        onBegun={(begun) => load.change((before) => ({ ...before, run: begun }))}
      />
    </>
  );
}

/** Of what there was none of, nothing is said, unless there was nothing at all. */
function cameOf({ ended, closed, endedAt }: LeavingRunView): string {
  const parts = [
    ...(ended === 0
      ? []
      : [
          say('{ended, plural, one {# membership was ended} other {# memberships were ended}}', {
            ended,
          }),
        ]),
    ...(closed === 0
      ? []
      : [
          say('{closed, plural, one {# request was closed} other {# requests were closed}}', {
            closed,
          }),
        ]),
  ];
  if (parts.length === 0) {
    return endedAt === undefined
      ? say('Nothing is ended or closed yet.')
      : say('Nothing was ended or closed.');
  }
  return say('{what}.', { what: listBare(parts) });
}

const counted = ({ count, more }: OpenRequests) =>
  more
    ? say('More than {count} requests', { count })
    : say('{count, plural, one {# request} other {# requests}}', { count });

function Requests({ waiting, underWay }: Pick<LeavingView, 'waiting' | 'underWay'>) {
  if (waiting.count === 0 && underWay.count === 0) return null;
  return (
    <ul class="stack-tight">
      {waiting.count > 0 && (
        <li>
          {say(
            'Waiting for a decision, or approved and waiting for their start: {requests}. Without the app, nothing comes of them.',
            { requests: counted(waiting) },
          )}
        </li>
      )}
      {underWay.count > 0 && (
        <li>
          {say(
            'Approved and not carried out: {requests}. They may give access yet: wait until they are done, and look again.',
            { requests: counted(underWay) },
          )}
        </li>
      )}
    </ul>
  );
}
