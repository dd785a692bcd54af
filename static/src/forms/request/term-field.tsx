import { say } from '#words/say';
import '../../components/input.css';
import './term-field.css';
import { useId } from 'preact/hooks';
import { DAY, HOUR } from '#domain/lib/time';
import {
  endOfTerm,
  type LimitedTerm,
  LONGEST_TERM_DAYS,
  LONGEST_TERM_HOURS,
  type Term,
} from '#domain/term/term';
import { howLong } from '#words/how-long';
import { language } from '#words/say';
import { dateAndTime, days } from '#words/time';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { FieldError } from '../../components/field';
import { isGivenLength, usualTerm } from './term-limits';
import { instantAt, wallTime } from './wall-time';

const QUICK: readonly Lasting[] = [
  { kind: 'hours', hours: 4 },
  { kind: 'days', days: 1 },
  { kind: 'days', days: 7 },
  { kind: 'days', days: 30 },
  { kind: 'days', days: 90 },
];

type Lasting = Extract<LimitedTerm, { kind: 'hours' | 'days' }>;

export interface TermFieldProps {
  readonly term: Term;
  readonly longestDays: number | undefined;
  readonly now: number;
  readonly error: string | undefined;
  /** Whether an account or a group is created with it. */
  readonly creates: boolean;
  readonly onChange: (term: Term) => void;
}

/** For some hours or days, until a time, or for good, where that is allowed. */
export function TermField(props: TermFieldProps) {
  const { term, longestDays, now, error, creates, onChange } = props;
  const id = useId();
  const most = longestDays ?? LONGEST_TERM_DAYS;
  const lasts = term.kind === 'hours' || term.kind === 'days';
  const described = {
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? `${id}-help` : `${id}-error`,
  };
  const begin = () => (isGivenLength(term) ? endOfTerm(term, now) : now + 7 * DAY);
  return (
    <fieldset class="field">
      <legend class="field-label">{say('How long')}</legend>
      {longestDays !== undefined && (
        <p class="field-help">
          {say('Your Jira admins allow {days} at most.', { days: days(longestDays) })}
        </p>
      )}
      <Choice
        kind="radio"
        name={id}
        checked={lasts}
        onChange={() => onChange(usualTerm(longestDays))}
      >
        {say('For a limited time, then it is taken back')}
      </Choice>
      {lasts && (
        <div class="row term-part">
          <Length term={term} most={most} described={described} onChange={onChange} />
          {QUICK.filter((one) => endOfTerm(one, 0) <= most * DAY).map((one) => (
            <Button key={howLong(one)} kind="subtle" onClick={() => onChange(one)}>
              {nameLength(one)}
            </Button>
          ))}
          <p class="field-help" id={`${id}-help`}>
            {isGivenLength(term) &&
              error === undefined &&
              say('Ends on {time} if it is approved now, and later if it is approved later.', {
                time: dateAndTime(endOfTerm(term, now)),
              })}
          </p>
        </div>
      )}
      <Choice
        kind="radio"
        name={id}
        checked={term.kind === 'until'}
        onChange={() => onChange({ kind: 'until', at: begin() })}
      >
        {say('Until a date and time, then it is taken back')}
      </Choice>
      {term.kind === 'until' && (
        <div class="row term-part">
          <Until at={term.at} now={now} most={most} described={described} onChange={onChange} />
        </div>
      )}
      {longestDays === undefined && (
        <Choice
          kind="radio"
          name={id}
          checked={term.kind === 'permanent'}
          onChange={() => onChange({ kind: 'permanent' })}
        >
          {say('For good')}
        </Choice>
      )}
      {creates && term.kind !== 'permanent' && (
        <p class="field-help">
          {say('The end is of memberships: accounts and groups that are created stay.')}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

interface PartProps {
  readonly most: number;
  readonly described: {
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string;
  };
  readonly onChange: (term: Term) => void;
}

function Length({ term, most, described, onChange }: PartProps & { readonly term: Lasting }) {
  const number = term.kind === 'hours' ? term.hours : term.days;
  const inHours = (hours: number): Term => ({ kind: 'hours', hours });
  const inDays = (days: number): Term => ({ kind: 'days', days });
  const [typed, other] = term.kind === 'hours' ? [inHours, inDays] : [inDays, inHours];
  return (
    <>
      <input
        {...described}
        class="input input-number"
        type="number"
        inputMode="numeric"
        aria-label={say('How many hours or days')}
        min={1}
        max={term.kind === 'hours' ? Math.min(LONGEST_TERM_HOURS, most * (DAY / HOUR)) : most}
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
    </>
  );
}

function Until({
  at,
  now,
  most,
  described,
  onChange,
}: PartProps & { readonly at: number; readonly now: number }) {
  const { timeZone } = language();
  return (
    <>
      <input
        {...described}
        class="input input-time"
        type="datetime-local"
        aria-label={say('Until when')}
        min={wallTime(now, timeZone)}
        max={wallTime(now + most * DAY, timeZone)}
        value={Number.isFinite(at) ? wallTime(at, timeZone) : ''}
        onInput={(event) =>
          onChange({ kind: 'until', at: instantAt(event.currentTarget.value, timeZone) })
        }
      />
      {timeZone !== undefined && !described['aria-invalid'] && (
        <span class="subtle" id={described['aria-describedby']}>
          {say('in the time zone {zone}', { zone: timeZone })}
        </span>
      )}
    </>
  );
}

function nameLength(term: Lasting): string {
  return term.kind === 'hours'
    ? say('{count, plural, one {# hour} other {# hours}}', { count: term.hours })
    : say('{count, plural, one {# day} other {# days}}', { count: term.days });
}
