import './button.css';
import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from './icon';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: (() => unknown) | undefined;
  readonly kind?: 'primary' | 'default' | 'subtle' | 'danger' | 'link';
  readonly icon?: IconName;
  readonly type?: 'button' | 'submit';
  /** Why it can't be used now. It stays in the tab order, and the reason stands beneath it. */
  readonly disabledReason?: string | undefined;
  /** What is going on, in place of the label, while its click is being worked on. */
  readonly busy?: string | undefined;
  /** For the screen reader, where the label alone does not tell which thing it is about. */
  readonly about?: string | undefined;
  /** The id of what is said of it elsewhere. */
  readonly describedBy?: string | undefined;
  readonly expanded?: boolean | undefined;
  readonly controls?: string | undefined;
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
}

export function Button(props: ButtonProps) {
  const { kind = 'default', disabledReason, busy, about } = props;
  const reasonId = useId();
  const off = disabledReason !== undefined || busy !== undefined;
  // Around each: a button that gets a reason while it has the focus stays the same element, and keeps it.
  return (
    <span class={disabledReason === undefined ? 'button-on' : 'button-off'}>
      <button
        ref={props.buttonRef ?? null}
        class={`button button-${kind}`}
        type={props.type ?? 'button'}
        aria-disabled={off}
        aria-busy={busy !== undefined}
        aria-describedby={disabledReason === undefined ? props.describedBy : reasonId}
        aria-expanded={props.expanded}
        aria-controls={props.controls}
        onClick={(event) => {
          if (off) event.preventDefault();
          else props.onClick?.();
        }}
      >
        {busy !== undefined ? (
          <Icon name="spinner" />
        ) : (
          props.icon !== undefined && <Icon name={props.icon} />
        )}
        <span>{busy ?? props.children}</span>
        {about !== undefined && <span class="hidden"> {about}</span>}
      </button>
      {disabledReason !== undefined && (
        <span class="button-why" id={reasonId}>
          {disabledReason}
        </span>
      )}
    </span>
  );
}
