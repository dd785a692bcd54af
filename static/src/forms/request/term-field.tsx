import '../../components/input.css';
import './term-field.css';
import { useId } from 'preact/hooks';
import { WHAT_OUTLIVES } from '#domain/term/outlives-term';
import { LONGEST_TERM_DAYS, type Term } from '#domain/term/term';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { FieldError } from '../../components/field';
import { count } from '../../words/listing';

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
      <legend class="field-label">How long</legend>
      {longestDays === undefined ? (
        <Choice
          kind="radio"
          name={id}
          checked={term.kind === 'permanent'}
          onChange={() => onChange({ kind: 'permanent' })}
        >
          For good
        </Choice>
      ) : (
        <p class="field-help">Your Jira admins allow {count(longestDays, 'day')} at most.</p>
      )}
      <Choice
        kind="radio"
        name={id}
        checked={term.kind === 'days'}
        onChange={() => onChange({ kind: 'days', days })}
      >
        For a limited time, then it is taken back
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
            days
          </label>
          {QUICK_DAYS.filter((one) => one <= most).map((one) => (
            <Button key={one} kind="subtle" onClick={() => onChange({ kind: 'days', days: one })}>
              {count(one, 'day')}
            </Button>
          ))}
        </div>
      )}
      {creates && term.kind === 'days' && (
        <p class="field-help">The end is of memberships: {WHAT_OUTLIVES}.</p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
