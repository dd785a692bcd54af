import { KEEP_DAYS_LEAST, KEEP_DAYS_MOST } from '#domain/personal/retention';
import { say } from '#words/say';
import { days } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Choice } from '../../components/choice';
import { NumberField } from '../../components/number-field';
import { FormFrame } from '../form-frame';
import { useDraft } from '../use-draft';
import { useForm } from '../use-form';

interface RetentionDraft {
  readonly limited: boolean;
  readonly days: string;
}

/** What the form offers to who begins to delete. */
const USUAL_DAYS = 365;

export interface RetentionFormProps {
  readonly keepDays: number | undefined;
  readonly onSaved: () => void;
}

/** For how long requests that are over and the audit are kept: for good, as long as nobody has said otherwise. */
export function RetentionForm({ keepDays, onSaved }: RetentionFormProps) {
  const draft = useDraft<RetentionDraft>(() => ({
    limited: keepDays !== undefined,
    days: String(keepDays ?? USUAL_DAYS),
  }));
  const form = useForm({
    name: 'retention',
    draft,
    rules: { days: problemOf },
    send: (typed) =>
      callAdmin('retention.save', {
        before: keepDays ?? null,
        keepDays: typed.limited ? Number(typed.days) : null,
      }),
    onDone: onSaved,
  });
  const { limited } = form.draft;
  return (
    <FormFrame
      form={form}
      look="stack"
      labelledBy="retention-title"
      send={say('Save')}
      sending={say('Saving…')}
    >
      <Choice
        kind="radio"
        name="retention-is"
        checked={!limited}
        onChange={() => form.change({ limited: false })}
      >
        {say('For good')}
      </Choice>
      <Choice
        kind="radio"
        name="retention-is"
        checked={limited}
        onChange={() => form.change({ limited: true })}
      >
        {say('For so many days')}
      </Choice>
      {limited && (
        <NumberField
          id={form.idOf('days')}
          label={say('Days after it is over')}
          help={say(
            'Requests that are over, who held what, and the audit are deleted then, within a day. That can’t be undone: download the audit before. What is in force, and what is told of it, stays.',
          )}
          unit={say('days')}
          most={KEEP_DAYS_MOST}
          error={form.problemAt('days')}
          value={form.draft.days}
          onChange={(typed) => form.change({ days: typed })}
        />
      )}
    </FormFrame>
  );
}

function problemOf({ limited, days: typed }: RetentionDraft): string | undefined {
  const number = Number(typed);
  const isRight = Number.isInteger(number) && number >= KEEP_DAYS_LEAST && number <= KEEP_DAYS_MOST;
  if (!limited || isRight) return undefined;
  return say('Enter a whole number, {least} at least and {most} at most.', {
    least: days(KEEP_DAYS_LEAST),
    most: days(KEEP_DAYS_MOST),
  });
}
