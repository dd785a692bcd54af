import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

/** What a control needs to name itself: spread over the input by who draws it. */
export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly children: (ids: FieldIds) => ComponentChildren;
}

/** Label, control, hint and error, tied together for the screen reader. */
export function Field({ id, label, required, hint, error, children }: FieldProps) {
  const described = [
    hint === undefined ? '' : `${id}-hint`,
    error === undefined ? '' : `${id}-error`,
  ].filter((one) => one !== '');
  return (
    <div class="field">
      <label class="field-label" for={id} id={`${id}-label`}>
        {label}
        {required === true && (
          <span class="field-required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': error !== undefined,
      })}
      {hint !== undefined && (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && (
        <div class="field-error" id={`${id}-error`}>
          <Icon name="error" />
          <span>{error}</span>
        </div>
      )}
    </div>
  );
}
