import './field.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon';

/** What a control needs to name itself: spread over the input by who draws it. */
export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export interface FieldProps {
  readonly id?: string | undefined;
  readonly label: string;
  readonly required?: boolean;
  readonly help?: ComponentChildren | undefined;
  readonly error?: string | undefined;
  readonly children: (ids: FieldIds) => ComponentChildren;
}

/** Label, control, help and error, tied together for the screen reader. */
export function Field({ id: given, label, required, help, error, children }: FieldProps) {
  const own = useId();
  const id = given ?? own;
  const described = [
    help === undefined ? '' : `${id}-help`,
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
      {help !== undefined && (
        <div class="field-help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <div class="field-error" id={id}>
      <Icon name="error" />
      <span>{children}</span>
    </div>
  );
}
