import { say } from '#words/say';
import { Choice } from '../components/choice';
import { NumberField, type NumberFieldProps } from '../components/number-field';

export interface TypedLimit {
  readonly limited: boolean;
  /** How many days, or of what else the limit counts. */
  readonly number: string;
}

export interface LimitFieldProps
  extends Omit<NumberFieldProps, 'id' | 'unit' | 'value' | 'onChange'> {
  readonly id: string;
  /** What is said of no limit, and of one. */
  readonly without: string;
  readonly within: string;
  /** What is counted, where it is not days. */
  readonly unit?: string;
  readonly typed: TypedLimit;
  readonly onChange: (typed: TypedLimit) => void;
}

/** No limit, or one, in days unless told. Whoever uses it names the two choices together, in a fieldset. */
export function LimitField({
  id,
  without,
  within,
  unit = say('days'),
  typed,
  onChange,
  ...number
}: LimitFieldProps) {
  const choose = (limited: boolean) => () => onChange({ ...typed, limited });
  return (
    <>
      <Choice kind="radio" name={`${id}-is`} checked={!typed.limited} onChange={choose(false)}>
        {without}
      </Choice>
      <Choice kind="radio" name={`${id}-is`} checked={typed.limited} onChange={choose(true)}>
        {within}
      </Choice>
      {typed.limited && (
        <NumberField
          {...number}
          id={id}
          unit={unit}
          value={typed.number}
          onChange={(number) => onChange({ ...typed, number })}
        />
      )}
    </>
  );
}
