import { say } from '#words/say';
import './justification-field.css';
import { JUSTIFICATION_MAX } from '#contract/limits';
import { TextField } from '../../components/text-field';

export interface JustificationFieldProps {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly error: string | undefined;
  /** The rule by which it has to name a work item. */
  readonly ticketRule?: string | undefined;
  readonly onChange: (text: string) => void;
}

export function JustificationField({ text, ticketRule, ...props }: JustificationFieldProps) {
  return (
    <TextField
      {...props}
      value={text}
      required
      lines={3}
      most={JUSTIFICATION_MAX}
      help={
        <span class="counter">
          <span>
            {say('Whoever decides reads this first, and it is kept in the audit.')}
            {ticketRule !== undefined && (
              <>
                {' '}
                {say('By the rule “{rule}” it has to name a work item, such as WEB-1.', {
                  rule: ticketRule,
                })}
              </>
            )}
          </span>
          <span>{say('{count} of {most}', { count: text.length, most: JUSTIFICATION_MAX })}</span>
        </span>
      }
    />
  );
}
