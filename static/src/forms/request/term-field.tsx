import { say } from '#words/say';
import '../../components/input.css';
import './term-field.css';
import { useId } from 'preact/hooks';
import { LONGEST_TERM_DAYS, type Term } from '#domain/term/term';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { FieldError } from '../../components/field';

const QUICK_DAYS = [1, 7, 30, 90, 180];

export interface TermFieldProps {
  readonly term: Term;
  readonly longestDays: number | undefined;
  readonly error: string | undefined;
  /** Whether an account or a group is created with it. */
  readonly creates: boolean;
  readonly onChange: (term: Term) => void;
}

/** For good, where that is allowed, or for a number of days. */
export function TermField({ term, longestDays, error, creates, onChange }: TermFieldProps) {
  const id = useId();
  const days = term.kind === 'days' ? term.days : Math.min(30, longestDays ?? 30);
  const most = longestDays ?? LONGEST_TERM_DAYS;
  return (
    <fieldset class="field">
      <legend class="field-label">{say('How long')}</legend>
      {longestDays === undefined ? (
        <Choice
          kind="radio"
          name={id}
          checked={term.kind === 'permanent'}
          onChange={() => onChange({ kind: 'permanent' })}
        >
          {say('For good')}
        </Choice>
      ) : (
        <p class="field-help">
          {say('Your Jira admins allow {count, plural, one {# day} other {# days}} at most.', {
            count: longestDays,
          })}
        </p>
      )}
      <Choice
        kind="radio"
        name={id}
        checked={term.kind === 'days'}
        onChange={() => onChange({ kind: 'days', days })}
      >
        {say('For a limited time, then it is taken back')}
      </Choice>
      {term.kind === 'days' && (
        <div class="row term-days">
          <label class="row">
            <input
              class="input input-number"
              type="number"
              inputMode="numeric"
              min={1}
              max={most}
              value={Number.isNaN(term.days) ? '' : term.days}
              aria-invalid={error !== undefined}
              aria-describedby={error === undefined ? undefined : `${id}-error`}
              onInput={(event) =>
                onChange({ kind: 'days', days: event.currentTarget.valueAsNumber })
              }
            />
            {say('days')}
          </label>
          {QUICK_DAYS.filter((one) => one <= most).map((one) => (
            <Button key={one} kind="subtle" onClick={() => onChange({ kind: 'days', days: one })}>
              {say('{count, plural, one {# day} other {# days}}', { count: one })}
            </Button>
          ))}
        </div>
      )}
      {creates && term.kind === 'days' && (
        <p class="field-help">
          {say('The end is of memberships: accounts and groups that are created stay.')}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
