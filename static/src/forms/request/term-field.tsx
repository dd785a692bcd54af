import { language, say } from '#words/say';
import '../../components/input.css';
import './term-field.css';
import { useId } from 'preact/hooks';
import type { WorkItemOption } from '#contract/views';
import { endOfTerm, type LimitedTerm, type Term } from '#domain/term/term';
import { dateAndTime } from '#words/time';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { FieldError } from '../../components/field';
import { instantAt, wallTime } from '../../words/wall-time';
import {
  latestEnd,
  longestWords,
  mostDays,
  mostHours,
  type TermLimits,
  termProblem,
  usualTerm,
} from './term-limits';

type Lasting = Extract<LimitedTerm, { kind: 'hours' | 'days' }>;

const QUICK: readonly Lasting[] = [
  { kind: 'hours', hours: 4 },
  { kind: 'days', days: 1 },
  { kind: 'days', days: 7 },
  { kind: 'days', days: 30 },
  { kind: 'days', days: 90 },
];

export interface TermFieldProps {
  readonly term: Term;
  readonly limits: TermLimits;
  /** The work item in which it is asked, with which it may end. */
  readonly workItem: WorkItemOption;
  /** Whether an account or a group is created with it. */
  readonly creates: boolean;
  readonly onChange: (term: Term) => void;
}

/** For some hours or days, until a time, or for good, where that is allowed. What is wrong is said at once. */
export function TermField({ term, limits, workItem, creates, onChange }: TermFieldProps) {
  const { longestTermDays, now } = limits;
  const { issueId, issueKey } = workItem;
  const id = useId();
  const error = termProblem(term, limits);
  const most = longestWords(limits);
  const begin = () => (error === undefined && term.kind !== 'permanent' ? term : usualTerm(limits));
  const part = { id, limits, hasError: error !== undefined, onChange };
  const lasts = term.kind === 'hours' || term.kind === 'days';
  // Under what it is about, before the next choice.
  const problem = error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>;
  return (
    <fieldset class="field">
      <legend class="field-label">{say('How long')}</legend>
      {most !== undefined && <p class="field-help">{most}</p>}
      <Choice kind="radio" name={id} checked={lasts} onChange={() => onChange(usualTerm(limits))}>
        {say('For a limited time, then it is taken back')}
      </Choice>
      {lasts && <Length {...part} term={term} />}
      {lasts && problem}
      <Choice
        kind="radio"
        name={id}
        checked={term.kind === 'until'}
        onChange={() => onChange({ kind: 'until', at: endOfTerm(begin(), now) })}
      >
        {say('Until a date and time, then it is taken back')}
      </Choice>
      {term.kind === 'until' && (
        <Until
          {...part}
          label={say('Until when')}
          at={term.at}
          onAt={(at) => onChange({ kind: 'until', at })}
        />
      )}
      {term.kind === 'until' && problem}
      <Choice
        kind="radio"
        name={id}
        checked={term.kind === 'workItem'}
        // Whoever chose it before it was done can choose another.
        disabled={workItem.isDone && term.kind !== 'workItem'}
        help={workItem.isDone ? say('{key} is done already.', { key: issueKey }) : undefined}
        onChange={() => onChange({ kind: 'workItem', issueId, issueKey, at: latestEnd(limits) })}
      >
        {say('Until {key} is done, then it is taken back', { key: issueKey })}
      </Choice>
      {term.kind === 'workItem' && (
        <>
          <Until
            {...part}
            label={say('At the latest')}
            isLabelShown
            at={term.at}
            onAt={(at) => onChange({ ...term, issueId, issueKey, at })}
          />
          {problem}
          <p class="field-help term-part">
            {say(
              'It ends as soon as {key} is done or deleted, and at that time at the latest. Opening {key} again gives nothing back.',
              { key: issueKey },
            )}
          </p>
        </>
      )}
      {longestTermDays === undefined && (
        <Choice
          kind="radio"
          name={id}
          checked={term.kind === 'permanent'}
          onChange={() => onChange({ kind: 'permanent' })}
        >
          {say('Permanently')}
        </Choice>
      )}
      {creates && term.kind !== 'permanent' && (
        <p class="field-help">
          {say('The end is of memberships: accounts and groups that are created stay.')}
        </p>
      )}
      {term.kind === 'permanent' && problem}
    </fieldset>
  );
}

interface PartProps {
  /** Of the field: what is said of it has ids that begin so. */
  readonly id: string;
  readonly limits: TermLimits;
  readonly hasError: boolean;
  readonly onChange: (term: Term) => void;
}

function Length({ id, limits, hasError, term, onChange }: PartProps & { readonly term: Lasting }) {
  const number = term.kind === 'hours' ? term.hours : term.days;
  const inHours = (hours: number): Term => ({ kind: 'hours', hours });
  const inDays = (days: number): Term => ({ kind: 'days', days });
  const [typed, other] = term.kind === 'hours' ? [inHours, inDays] : [inDays, inHours];
  return (
    <div class="row term-part">
      <input
        class="input input-number"
        type="number"
        inputMode="numeric"
        aria-label={say('How many hours or days')}
        aria-invalid={hasError}
        aria-describedby={hasError ? `${id}-error` : `${id}-help`}
        min={1}
        max={term.kind === 'hours' ? mostHours(limits) : mostDays(limits)}
        value={Number.isFinite(number) ? number : ''}
        onInput={(event) => onChange(typed(event.currentTarget.valueAsNumber))}
      />
      <select
        class="input"
        aria-label={say('Hours or days')}
        value={term.kind}
        onChange={(event) => {
          if (event.currentTarget.value !== term.kind) onChange(other(number));
        }}
      >
        <option value="hours">{say('hours')}</option>
        <option value="days">{say('days')}</option>
      </select>
      {QUICK.filter((one) => termProblem(one, limits) === undefined).map((one) => (
        <Button key={nameLength(one)} kind="subtle" onClick={() => onChange(one)}>
          {nameLength(one)}
        </Button>
      ))}
      {!hasError && (
        <p class="field-help" id={`${id}-help`}>
          {limits.now > (limits.present ?? limits.now)
            ? say('Ends on {time}, counted from its start; later if it is approved after that.', {
                time: dateAndTime(endOfTerm(term, limits.now)),
              })
            : say('Ends on {time} if it is approved now, and later if it is approved later.', {
                time: dateAndTime(endOfTerm(term, limits.now)),
              })}
        </p>
      )}
    </div>
  );
}

function Until({
  id,
  limits,
  hasError,
  label,
  isLabelShown = false,
  at,
  onAt,
}: Omit<PartProps, 'onChange'> & {
  readonly label: string;
  readonly isLabelShown?: boolean;
  readonly at: number;
  readonly onAt: (at: number) => void;
}) {
  const { now } = limits;
  const { timeZone } = language();
  const saysZone = timeZone !== undefined && !hasError;
  const describedBy = saysZone ? `${id}-help` : undefined;
  return (
    <div class="row term-part">
      {isLabelShown && <span aria-hidden="true">{label}</span>}
      <input
        class="input input-time"
        type="datetime-local"
        aria-label={label}
        aria-invalid={hasError}
        aria-describedby={hasError ? `${id}-error` : describedBy}
        min={wallTime(now, timeZone)}
        max={wallTime(latestEnd(limits), timeZone)}
        value={Number.isFinite(at) ? wallTime(at, timeZone) : ''}
        onInput={(event) => onAt(instantAt(event.currentTarget.value, timeZone))}
      />
      {saysZone && (
        <span class="subtle" id={`${id}-help`}>
          {say('in the time zone {zone}', { zone: timeZone })}
        </span>
      )}
    </div>
  );
}

function nameLength(term: Lasting): string {
  return term.kind === 'hours'
    ? say('{count, plural, one {# hour} other {# hours}}', { count: term.hours })
    : say('{count, plural, one {# day} other {# days}}', { count: term.days });
}
