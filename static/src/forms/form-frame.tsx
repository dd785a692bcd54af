import './form-frame.css';
import type { ComponentChildren } from 'preact';
import { Button } from '../components/button';
import { ErrorMessage } from '../components/error-message';
import type { Form } from './use-form';

export interface FormFrameProps {
  readonly form: Pick<Form<never>, 'running' | 'error' | 'submit'>;
  readonly look: 'stack' | 'ask';
  /** What it is called, unless a heading in it says so. */
  readonly label?: string;
  readonly labelledBy?: string;
  readonly send: string;
  /** What is said in place of it meanwhile. */
  readonly sending: string;
  readonly disabledReason?: string | undefined;
  /** The other buttons. */
  readonly besides?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The fields of a form, what went wrong as it was sent, and its buttons. */
export function FormFrame(props: FormFrameProps) {
  const { form } = props;
  return (
    <form
      class={props.look}
      aria-label={props.label}
      aria-labelledby={props.labelledBy}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit(event.currentTarget);
      }}
    >
      {props.children}
      <ErrorMessage error={form.error} />
      <div class="row row-top">
        <Button
          kind="primary"
          type="submit"
          disabledReason={props.disabledReason}
          busy={form.running ? props.sending : undefined}
        >
          {props.send}
        </Button>
        {props.besides}
      </div>
    </form>
  );
}
