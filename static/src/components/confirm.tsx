import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from './button';
import { ErrorMessage } from './error-message';
import { SectionMessage } from './section-message';
import type { Call } from './use-call';

export interface ConfirmProps {
  readonly title: string;
  /** What the yes button says, and what it says meanwhile. */
  readonly yes: string;
  readonly doing: string;
  readonly no: string;
  readonly call: Pick<Call<never, unknown>, 'running' | 'error'>;
  readonly onYes: () => unknown;
  readonly onNo: () => void;
  /** Nothing is lost by it. */
  readonly harmless?: boolean;
  /** What it means, and what else is asked first. */
  readonly children: ComponentChildren;
}

/** Asks once more before something that has consequences. */
export function Confirm(props: ConfirmProps) {
  const opener = useRef(document.activeElement);
  /** The button that said no is gone with the question: the focus goes back to what asked it. */
  const keep = () => {
    props.onNo();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return (
    <SectionMessage tone="warning" title={props.title}>
      {props.children}
      <ErrorMessage error={props.call.error} />
      <div class="row">
        <Button
          kind={props.harmless === true ? 'primary' : 'danger'}
          busy={props.call.running ? props.doing : undefined}
          onClick={props.onYes}
        >
          {props.yes}
        </Button>
        <Button kind="subtle" onClick={keep}>
          {props.no}
        </Button>
      </div>
    </SectionMessage>
  );
}
