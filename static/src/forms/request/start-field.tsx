import './term-field.css';
import { useId } from 'preact/hooks';
import { HOUR } from '#domain/lib/time';
import { say } from '#words/say';
import { Choice } from '../../components/choice';
import { MomentField } from '../../components/moment-field';
import { startProblem } from './start-problem';

/** From when it is to be given. What is wrong is said at once. */
export function StartField({
  startsAt,
  now,
  onChange,
}: {
  readonly startsAt: number | null | undefined;
  readonly now: number;
  readonly onChange: (startsAt: number | undefined) => void;
}) {
  const id = useId();
  return (
    <fieldset class="field">
      <legend class="field-label">{say('Start')}</legend>
      <Choice
        kind="radio"
        name={id}
        checked={startsAt === undefined}
        onChange={() => onChange(undefined)}
      >
        {say('At once, as it is approved')}
      </Choice>
      <Choice
        kind="radio"
        name={id}
        checked={startsAt !== undefined}
        onChange={() => onChange(nextMorning(now))}
      >
        {say('At a date and time')}
      </Choice>
      {startsAt !== undefined && (
        <div class="term-part">
          <MomentField
            label={say('Start on')}
            at={startsAt ?? Number.NaN}
            earliest={now}
            help={say(
              'It can be approved before. If it is approved later, it is given then. As it starts, it is planned anew, and whoever approved it has to be one who decides on it then.',
            )}
            error={startProblem(startsAt, { now })}
            onChange={onChange}
          />
        </div>
      )}
    </fieldset>
  );
}

/** A whole hour of tomorrow. */
const nextMorning = (now: number): number => Math.ceil((now + 24 * HOUR) / HOUR) * HOUR;
