import './choice.css';
import type { ComponentChildren } from 'preact';

export interface ChoiceProps {
  readonly kind: 'radio' | 'checkbox';
  /** Of radios: the same for all of which one can be chosen. */
  readonly name?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Of one that can't be chosen, it says why. */
  readonly help?: string | undefined;
  readonly disabled?: boolean;
  /** Of one that gets the focus where something is wrong with its group. */
  readonly id?: string;
  /** The id of what is wrong. */
  readonly faultId?: string | undefined;
  readonly children: ComponentChildren;
}

export function Choice({
  kind,
  name,
  checked,
  onChange,
  help,
  disabled = false,
  id,
  faultId,
  children,
}: ChoiceProps) {
  return (
    <label class="choice">
      <input
        type={kind as 'radio'}
        name={name}
        checked={checked}
        disabled={disabled}
        {...(id === undefined ? {} : { id })}
        {...(faultId === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': faultId })}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {children}
        {help !== undefined && (
          <>
            {' '}
            <span class="small">{help}</span>
          </>
        )}
      </span>
    </label>
  );
}
