import { KEEP_DAYS_LEAST, KEEP_DAYS_MOST } from '#domain/personal/retention';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { daysProblem } from '../days-problem';
import { FormFrame } from '../form-frame';
import { LimitField, type TypedLimit } from '../limit-field';
import { useDraft } from '../use-draft';
import { useForm } from '../use-form';

/** What the form offers to who begins to delete. */
const USUAL_DAYS = 365;

const KEPT = { least: KEEP_DAYS_LEAST, most: KEEP_DAYS_MOST };

export interface RetentionFormProps {
  readonly keepDays: number | undefined;
  readonly onTyped: () => void;
  readonly onSaved: () => void;
}

/** For how long requests that are over and the audit are kept: for good, as long as nobody has said otherwise. */
export function RetentionForm({ keepDays, onTyped, onSaved }: RetentionFormProps) {
  const draft = useDraft<TypedLimit>(() => ({
    limited: keepDays !== undefined,
    number: String(keepDays ?? USUAL_DAYS),
  }));
  const form = useForm({
    name: 'retention',
    draft,
    rules: { number: ({ limited, number }) => (limited ? daysProblem(number, KEPT) : undefined) },
    send: (typed) =>
      callAdmin('retention.save', {
        before: keepDays ?? null,
        keepDays: typed.limited ? Number(typed.number) : null,
      }),
    onDone: onSaved,
  });
  return (
    <FormFrame
      form={form}
      look="stack"
      labelledBy="retention-title"
      send={say('Save')}
      sending={say('Saving…')}
    >
      <fieldset class="choices" aria-labelledby="retention-title">
        <LimitField
          id={form.idOf('number')}
          without={say('Forever')}
          within={say('For a number of days')}
          label={say('Days after it is over')}
          help={say(
            'Requests that are over, who held what, and the audit are deleted then, within a day. That can’t be undone: download the audit first. What is in force, and what is told of it, stays.',
          )}
          {...KEPT}
          error={form.problemAt('number')}
          typed={form.draft}
          onChange={(typed) => {
            onTyped();
            form.change(typed);
          }}
        />
      </fieldset>
    </FormFrame>
  );
}
