import type { InverseView, RequestView } from '#contract/views';
import { isolated } from '#domain/lib/isolated';
import { USUAL_TERM_DAYS } from '#domain/policy/usual-term';
import { hasTerm } from '#domain/term/has-term';
import type { Term } from '#domain/term/term';
import { nameEntitlement, nameRequest } from '#words/access-names';
import { say } from '#words/say';
import { date } from '#words/time';
import { callPanel } from '../../api/callers';
import { Button } from '../../components/button';
import { Loaded } from '../../components/loaded';
import { SectionMessage } from '../../components/section-message';
import { useFirst } from '../../components/use-first';
import { useLoad } from '../../components/use-load';
import { FormFrame } from '../form-frame';
import { JustificationField } from '../request/justification-field';
import { PlanInTheMaking } from '../request/plan-in-the-making';
import type { Submittable } from '../request/submission-key';
import { TermField } from '../request/term-field';
import { type TermLimits, termProblem, usualTerm } from '../request/term-limits';
import { planOf } from '../request/use-preview';
import { useSubmission } from '../request/use-submission';
import { useDraft } from '../use-draft';
import { type Rules, useForm } from '../use-form';

export interface UndoFormProps {
  readonly request: RequestView;
  readonly now: number;
  readonly onSubmitted: (request: RequestView) => void;
  readonly onClose: () => void;
}

/** Asks for the opposite of what a request changed: a new request, decided like any other. */
export function UndoForm(props: UndoFormProps) {
  const { id } = props.request;
  const load = useLoad(() => callPanel('request.inverse', { requestId: id }));
  return (
    <Loaded load={load} waiting={say('Looking up what can be undone…')}>
      {(inverse) =>
        inverse.lines.length > 0 ? (
          <LoadedForm {...props} inverse={inverse} />
        ) : (
          <SectionMessage tone="info" title={say('There is nothing to undo')} announce>
            <p>
              {say(
                'Nothing of what this request changed is left: it was taken back meanwhile, or it is of a kind that stays.',
              )}
            </p>
            <Stays inverse={inverse} />
          </SectionMessage>
        )
      }
    </Loaded>
  );
}

interface UndoDraft extends Submittable {
  readonly term: Term;
}

const isDraft = (kept: unknown): kept is UndoDraft =>
  typeof kept === 'object' && kept !== null && 'term' in kept && 'submissionKey' in kept;

/** What each field has to be; what is only taken away again has no term. */
const rulesOf = (gives: boolean, limits: TermLimits): Rules<UndoDraft> => ({
  term: ({ term }) => (gives ? termProblem(term, limits) : undefined),
  justification: ({ justification }) =>
    justification.trim() === '' ? say('Say why it should be undone.') : undefined,
});

function LoadedForm({
  request,
  now,
  inverse,
  onSubmitted,
  onClose,
}: UndoFormProps & { readonly inverse: InverseView }) {
  const { id, issueKey: issueId } = request;
  const { longestTermDays, rule, usualDays = USUAL_TERM_DAYS } = inverse;
  const limits = { longestTermDays, usualDays, ...(rule === undefined ? {} : { rule }), now };
  const gives = hasTerm(inverse.lines);
  const rules = rulesOf(gives, limits);
  const draft = useDraft<UndoDraft>(
    () => ({
      justification: say('Undo of the request of {date}: {request}.', {
        date: date(request.createdAt),
        request: nameRequest(request.subjects, request.subjectCount, request.changes),
      }),
      // As it was before, where that is allowed.
      term: inverse.usualDays === undefined ? { kind: 'permanent' } : usualTerm(limits),
      submissionKey: crypto.randomUUID(),
    }),
    { as: `undo.${id}`, isDraft },
  );
  const { term, justification } = draft.value;
  const isTermRight = rules.term?.(draft.value) === undefined;
  const submission = useSubmission(
    draft,
    isTermRight ? { issueId, ask: inverse.ask, term } : undefined,
  );
  const { preview, again } = submission;
  const form = useForm({
    name: `undo-${id}`,
    draft,
    rules,
    send: submission.send,
    onDone: onSubmitted,
    onFailed: submission.onFailed,
  });
  return (
    <FormFrame
      form={form}
      look="ask"
      label={say('Undo this request')}
      send={say('Ask to undo it')}
      sending={say('Submitting…')}
      disabledReason={form.problem ?? submission.problem}
      besides={
        <Button kind="subtle" onClick={onClose}>
          {say('Close')}
        </Button>
      }
    >
      <p>
        {say(
          'This asks for the opposite of what the request changed, and for nothing else. It is decided like any other request.',
        )}
      </p>
      <Stays inverse={inverse} />
      {gives && (
        <TermField
          workItem={{ issueId, issueKey: issueId, isDone: inverse.isDone }}
          creates={false}
          term={term}
          limits={limits}
          onChange={(term) => form.change({ term })}
        />
      )}
      <JustificationField
        id={form.idOf('justification')}
        label={say('Why should it be undone?')}
        text={justification}
        error={undefined}
        ticketRule={planOf(preview)?.ticketRule}
        onChange={(justification) => form.change({ justification })}
      />
      <PlanInTheMaking issueId={issueId} term={term} preview={preview} again={again} />
    </FormFrame>
  );
}

function Stays({ inverse: { stays } }: { readonly inverse: InverseView }) {
  const { first, more } = useFirst(stays);
  if (stays.length === 0) return null;
  return (
    <div class="stack-tight">
      <p>
        {say(
          'These stay. Multiplier deletes no accounts and no groups, and does not undo what a person did by hand, or may have done:',
        )}
      </p>
      <ul>
        {first.map(({ verb, subject, entitlement }, place) => (
          <li key={place}>
            {verb === 'create' && entitlement.kind === 'newGroup'
              ? say('The group {name}', { name: entitlement.name })
              : `${isolated(subject.displayName)}: ${isolated(nameEntitlement(entitlement))}`}
          </li>
        ))}
      </ul>
      {more}
    </div>
  );
}
