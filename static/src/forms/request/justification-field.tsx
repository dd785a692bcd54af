import { say } from '#words/say';
import './justification-field.css';
import { JUSTIFICATION_MAX } from '#contract/limits';
import { TextField } from '../../components/text-field';

export interface JustificationFieldProps {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

export function JustificationField({ text, ...props }: JustificationFieldProps) {
  return (
    <TextField
      {...props}
      value={text}
      required
      lines={3}
      most={JUSTIFICATION_MAX}
      help={
        <span class="counter">
          <span>{say('Whoever decides reads this first, and it is kept in the audit.')}</span>
          <span>{say('{count} of {most}', { count: text.length, most: JUSTIFICATION_MAX })}</span>
        </span>
      }
    />
  );
}
