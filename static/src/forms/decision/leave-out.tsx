import './leave-out.css';
import type { RequestView, StepView } from '#contract/views';
import type { Instant } from '#domain/lib/time';
import { hasTerm } from '#domain/term/has-term';
import { endOfTerm, type Term } from '#domain/term/term';
import { howLongOrForGood } from '#words/how-long';
import { say } from '#words/say';
import type { RequestCaller } from '../../api/request-caller';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { AccessOfLine } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { MomentField } from '../../components/moment-field';
import { SelectField } from '../../components/select-field';
import { SubjectName } from '../../components/subject-name';
import { type Pages, usePages } from '../../components/use-pages';
import { Waiting } from '../../components/waiting';
import { type LessDraft, stepsOf, termsBelow, withLines } from './less';
import { LowerLevels } from './lower-levels';

export interface LeaveOutProps {
  readonly call: RequestCaller;
  readonly request: RequestView;
  readonly less: LessDraft;
  readonly now: Instant;
  readonly onChange: (less: LessDraft) => void;
}

/** All that whoever decides would approve: what they take the mark from is not given. */
export function LeaveOut({ call, request, less, now, onChange }: LeaveOutProps) {
  const { id, revision, changes, approves } = request;
  const steps = usePages<StepView>(
    (at) => call('request.steps', { requestId: id, outcome: 'all', ...at }),
    JSON.stringify([id, revision]),
  );
  const others = changes.some((_, place) => !approves.includes(place));
  const put = (numbers: readonly number[], isGiven: boolean) =>
    onChange(withLines(less, numbers, isGiven));
  return (
    <div class="stack">
      <LowerLevels call={call} request={request} less={less} onChange={onChange} />
      <fieldset class="leave-out">
        <legend class="field-label">{say('What you approve')}</legend>
        <p class="field-help">
          {say(
            'What you take the mark from is not given, and nobody after you can give it. Whoever asked is told what was left out, and why.',
          )}
        </p>
        {changes.map((_, place) => (
          <Access
            key={place}
            request={request}
            place={place}
            steps={steps}
            less={less}
            onPut={put}
          />
        ))}
        {steps.pages === undefined && steps.error === undefined && <Waiting />}
        <ErrorMessage error={steps.error} onRetry={steps.reload} />
        {steps.hasMore && (
          <Button onClick={steps.loadMore} busy={steps.loading ? say('Loading…') : undefined}>
            {say('Show more lines')}
          </Button>
        )}
        {changes.some(({ verb }) => verb === 'create') && (
          <p class="field-help">
            {say('Without an account or a group, what was to be given to it is left out, too.')}
          </p>
        )}
        {others && (
          <p class="field-help">{say('The rest of the request is for others to decide.')}</p>
        )}
      </fieldset>
      {hasTerm(changes) && (
        <ShorterTerm
          asked={request.term}
          term={less.term}
          now={now}
          onChange={(term) => onChange({ ...less, term })}
        />
      )}
    </div>
  );
}

/** One access with its lines, as far as they have been read; its own mark is for all of them. */
function Access({
  request,
  place,
  steps,
  less: { leftOut },
  onPut,
}: {
  readonly request: RequestView;
  readonly place: number;
  readonly steps: Pages<StepView>;
  readonly less: LessDraft;
  readonly onPut: (numbers: readonly number[], isGiven: boolean) => void;
}) {
  const change = request.changes[place];
  if (change === undefined || !request.approves.includes(place)) return null;
  const [first, end] = stepsOf(request, place);
  const numbers = Array.from({ length: end - first }, (_, at) => first + at);
  const given = numbers.filter((one) => !leftOut.has(one)).length;
  const lines = steps.items.filter(({ step }) => step >= first && step < end);
  return (
    <div>
      <Choice
        kind="checkbox"
        checked={given > 0}
        onChange={(isGiven) => onPut(numbers, isGiven)}
        help={
          numbers.length > 1
            ? say('{given} of {count}', { given, count: numbers.length })
            : undefined
        }
      >
        {VERBS[change.verb]()} <AccessOfLine verb={change.verb} entitlement={change.entitlement} />
      </Choice>
      <ul class="leave-out-names">
        {lines.map(({ step, subject }) => (
          <li key={step}>
            <Choice
              kind="checkbox"
              checked={!leftOut.has(step)}
              onChange={(isGiven) => onPut([step], isGiven)}
            >
              <SubjectName subject={subject} />
            </Choice>
          </li>
        ))}
      </ul>
    </div>
  );
}

const VERBS: Readonly<Record<RequestView['changes'][number]['verb'], () => string>> = {
  add: () => say('Add to'),
  remove: () => say('Remove from'),
  create: () => say('Create'),
};

const AS_ASKED = 'asked';
const UNTIL = 'until';

/** Only what is shorter than what was asked for. */
function ShorterTerm({
  asked,
  term,
  now,
  onChange,
}: {
  readonly asked: Term;
  readonly term: Term | undefined;
  readonly now: Instant;
  readonly onChange: (term: Term | undefined) => void;
}) {
  const offered = termsBelow(asked, now);
  const value = term === undefined ? AS_ASKED : 'at' in term ? UNTIL : howLongOrForGood(term);
  // What ends with the work item may end tomorrow: only another latest time is shorter.
  const sooner = (at: Instant): Term =>
    asked.kind === 'workItem' ? { ...asked, at } : { kind: 'until', at };
  return (
    <>
      <SelectField
        label={say('How long')}
        value={value}
        options={[
          {
            value: AS_ASKED,
            label: say('As asked for: {howLong}', { howLong: howLongOrForGood(asked) }),
          },
          ...offered.map((one) => ({ value: howLongOrForGood(one), label: howLongOrForGood(one) })),
          {
            value: UNTIL,
            label:
              asked.kind === 'workItem'
                ? say('until {key} is done, at the latest …', { key: asked.issueKey })
                : say('until a date and time'),
          },
        ]}
        onChange={(chosen) => {
          if (chosen === AS_ASKED) return onChange(undefined);
          if (chosen === UNTIL) return onChange(sooner(halfWay(asked, now)));
          onChange(offered.find((one) => howLongOrForGood(one) === chosen));
        }}
      />
      {term !== undefined && 'at' in term && (
        <MomentField
          label={term.kind === 'until' ? say('Until when') : say('At the latest')}
          at={term.at}
          earliest={now}
          onChange={(at) => onChange(sooner(at))}
        />
      )}
    </>
  );
}

/** An end that is sooner than what was asked for, to begin with. */
function halfWay(asked: Term, now: Instant): Instant {
  const end = endOfTerm(asked.kind === 'permanent' ? { kind: 'days', days: 60 } : asked, now);
  return Math.round(now + (end - now) / 2);
}
