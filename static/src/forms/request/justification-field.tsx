import { JUSTIFICATION_MAX } from '#contract/limits';
import { Field } from '../../components/field';
import { grouped } from '../../words/listing';

export interface JustificationFieldProps {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly error?: string | undefined;
  readonly onChange: (text: string) => void;
}

export function JustificationField({ id, label, text, error, onChange }: JustificationFieldProps) {
  return (
    <Field
      id={id}
      label={label}
      required
      error={error}
      hint={
        <span class="counter">
          <span>Whoever decides reads this first, and it is kept in the audit.</span>
          <span>
            {grouped(text.length)} of {grouped(JUSTIFICATION_MAX)}
          </span>
        </span>
      }
    >
      {(ids) => (
        <textarea
          {...ids}
          class="input"
          rows={3}
          maxLength={JUSTIFICATION_MAX}
          aria-required
          value={text}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
