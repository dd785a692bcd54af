import './input.css';
import type { Instant } from '#domain/lib/time';
import { language, say } from '#words/say';
import { instantAt, wallTime } from '../words/wall-time';
import { Field } from './field';

/** A date and time, as clocks show it in the reader’s time zone, which is said. NaN while nothing is typed. */
export function MomentField({
  id,
  label,
  at,
  earliest,
  help,
  error,
  onChange,
}: {
  readonly id?: string;
  readonly label: string;
  readonly at: Instant;
  readonly earliest?: Instant;
  /** A sentence of its own. */
  readonly help?: string;
  readonly error?: string | undefined;
  readonly onChange: (at: Instant) => void;
}) {
  const { timeZone } = language();
  const zone =
    timeZone === undefined ? undefined : say('In the time zone {zone}.', { zone: timeZone });
  return (
    <Field
      id={id}
      label={label}
      error={error}
      help={[zone, help].filter((sentence) => sentence !== undefined).join(' ') || undefined}
    >
      {(ids) => (
        <input
          {...ids}
          class="input input-time"
          type="datetime-local"
          min={earliest === undefined ? undefined : wallTime(earliest, timeZone)}
          value={Number.isFinite(at) ? wallTime(at, timeZone) : ''}
          onInput={(event) => onChange(instantAt(event.currentTarget.value, timeZone))}
        />
      )}
    </Field>
  );
}
