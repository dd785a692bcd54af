import './input.css';
import { Field, type FieldProps } from './field';

export interface NumberFieldProps extends Omit<FieldProps, 'children'> {
  /** As typed: it need not be a number yet. */
  readonly value: string;
  readonly least?: number;
  readonly most: number;
  /** What is counted. */
  readonly unit: string;
  readonly onChange: (value: string) => void;
}

/** A whole number, from 1 unless another least is named. */
export function NumberField(props: NumberFieldProps) {
  return (
    <Field {...props}>
      {(ids) => (
        <span class="row">
          <input
            {...ids}
            class="input input-number"
            type="number"
            inputMode="numeric"
            min={props.least ?? 1}
            max={props.most}
            value={props.value}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
          {props.unit}
        </span>
      )}
    </Field>
  );
}
