import { useEffect, useState } from 'preact/hooks';
import type {
  AskedView,
  BundleChoiceOption,
  BundleOption,
  FormView,
  RequestView,
} from '#contract/views';
import { subjectKey } from '#domain/action/subject';
import { hasTerm } from '#domain/term/has-term';
import { say } from '#words/say';
import { callForm } from '../../api/callers';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { lazy } from '../../components/lazy';
import { Loaded } from '../../components/loaded';
import { useLoad } from '../../components/use-load';
import { useNow } from '../../components/use-now';
import type { AskedSubject } from '../asked-subject';
import { FormFrame } from '../form-frame';
import type { ListSectionProps } from '../list/list-section';
import { useDraft } from '../use-draft';
import { useForm } from '../use-form';
import { AccessField } from './access-field';
import { type AccessOption, type AskedAccess, accessKey } from './access-option';
import {
  type AskDraft,
  askRules,
  createsSomething,
  draftAgain,
  glassTerm,
  isDraft,
  limitsOfAccess,
  newDraft,
  previewInput,
  withAccessChosen,
} from './ask-draft';
import { BundlesChanged } from './bundles-changed';
import { BundlesSection } from './bundles-section';
import {
  bundlesAgain,
  choiceNow,
  stillChosen,
  withBundle,
  withoutBundle,
  withTheRest,
} from './chosen-bundle';
import { GlassAsk } from './glass-ask';
import { JustificationField } from './justification-field';
import { OtherProjectField } from './other-project-field';
import { PlanInTheMaking } from './plan-in-the-making';
import { ProductsField } from './products-field';
import type { SameAsSectionProps } from './same-as-section';
import { StartField } from './start-field';
import { startProblem } from './start-problem';
import { SubjectsField } from './subjects-field';
import type { TakeAllSectionProps } from './take-all-section';
import { TermField } from './term-field';
import { planOf } from './use-preview';
import { useSubmission } from './use-submission';

const ListSection = lazy<ListSectionProps>(() =>
  import('../list/list-section').then((part) => part.ListSection),
);
const SameAsSection = lazy<SameAsSectionProps>(() =>
  import('./same-as-section').then((part) => part.SameAsSection),
);

const TakeAllSection = lazy<TakeAllSectionProps>(() =>
  import('./take-all-section').then((part) => part.TakeAllSection),
);

export interface RequestFormProps {
  readonly issueId: string;
  /** What is asked again. What was begun and kept comes first. */
  readonly asked?: AskedView | undefined;
  /** Whose access is to be taken away: all that they have is shown, to be chosen from. */
  readonly takeFrom?: string | undefined;
  /** What begins otherwise is kept apart: of each thing that is asked for again, for one. */
  readonly keptAs?: string;
  readonly onSubmitted: (request: RequestView) => void;
  /** What was typed is kept, and is there again when the form is opened. */
  readonly onClose: () => void;
  /** Back to which issue it is for, where that was asked: it may be mistyped. */
  readonly onOther?: (() => void) | undefined;
}

export function RequestForm(props: RequestFormProps) {
  const { issueId, onClose, onOther } = props;
  const load = useLoad(() => callForm('form.load', { issueId }));
  return (
    <Loaded
      load={load}
      waiting={say('Loading the form…')}
      besides={
        <>
          {onOther !== undefined && (
            <Button onClick={onOther}>{say('Choose another work item')}</Button>
          )}
          <Button kind="subtle" onClick={onClose}>
            {say('Close')}
          </Button>
        </>
      }
    >
      {(form) => <LoadedForm {...props} form={form} reload={load.reload} />}
    </Loaded>
  );
}

function LoadedForm({
  issueId,
  asked,
  takeFrom,
  keptAs = issueId,
  form: offered,
  reload,
  onSubmitted,
  onClose,
}: RequestFormProps & { readonly form: FormView; readonly reload: () => void }) {
  const [readAt] = useState(() => Date.now());
  const now = useNow({ now: offered.now, readAt });
  const draft = useDraft<AskDraft>(
    () => {
      const key = crypto.randomUUID();
      const beginsWith = { ...limitsOfAccess(offered, asked?.access ?? []), now, present: now };
      return asked === undefined
        ? newDraft(beginsWith, key)
        : draftAgain(asked, offered.bundles, beginsWith, key);
    },
    { as: `ask.${keptAs}`, isDraft },
  );
  const { startsAt: typedStart } = draft.value;
  // A start that is not right yet counts as none: what is counted from it has to be a date.
  const start = startProblem(typedStart, { now }) === undefined ? typedStart : undefined;
  const limits = {
    ...limitsOfAccess(offered, draft.value.access),
    now: start ?? now,
    present: now,
    glassMost: offered.glassHours,
  };
  const taken = glassTerm(draft.value, limits);
  const [otherRoles, setOtherRoles] = useState<readonly AccessOption[]>([]);
  const submission = useSubmission(draft, previewInput(issueId, draft.value, limits));
  const { preview, again } = submission;
  const form = useForm({
    name: 'ask',
    draft,
    rules: askRules(limits),
    send: submission.send,
    onDone: onSubmitted,
    onFailed: submission.onFailed,
  });
  const { subjects, products, access, startsAt, term, justification, listText = '' } = form.draft;
  const termFault = askRules(limits).term?.(form.draft);
  const change = (part: Partial<AskDraft>) => {
    form.clear();
    form.change(part);
  };
  const choose = (chosen: AskDraft['access'], by: Partial<AskDraft> = {}) =>
    change({ ...withAccessChosen(form.draft, chosen, offered), ...by });
  const chooseBy = (
    chosen: Required<Pick<AskDraft, 'access' | 'bundles'>>,
    by: Partial<AskDraft> = {},
  ) => choose(chosen.access, { bundles: chosen.bundles, ...by });
  const chosenBundles = stillChosen(form.draft);
  /** Whoever has chosen nobody yet asks for themselves; whom it is for stands above, to be changed. */
  const chooseBundle = (bundle: BundleOption, choice: BundleChoiceOption) => {
    const { viewer } = offered;
    const forThem = subjects.length === 0 && viewer !== undefined;
    chooseBy(
      withBundle({ access, bundles: chosenBundles }, bundle, choice),
      forThem ? { subjects: [{ kind: 'person', ...viewer }] } : {},
    );
  };
  /** The one that is chosen goes; another level of the same bundle takes its place. */
  const toggleBundle = (bundle: BundleOption, choice: BundleChoiceOption) => {
    const isChosen = chosenBundles.some(
      ({ bundleId, levelId }) => bundleId === bundle.bundleId && levelId === choice.level?.id,
    );
    if (isChosen) chooseBy(withoutBundle(form.draft, bundle.bundleId));
    else chooseBundle(bundle, choice);
  };
  /** What it is by now, once that is read; what is there no more goes. */
  const [renewing, setRenewing] = useState<string>();
  useEffect(() => {
    if (renewing === undefined) return;
    const now = offered.bundles.find(({ bundleId }) => bundleId === renewing);
    const before = chosenBundles.find(({ bundleId }) => bundleId === renewing);
    const choice = now && choiceNow(now, before?.levelId);
    const rest = withoutBundle(form.draft, renewing);
    chooseBy(now === undefined || choice === undefined ? rest : withBundle(rest, now, choice));
    setRenewing(undefined);
    again();
  }, [offered]);
  /** Whoever has chosen nobody yet takes it for themselves: it is for nobody else. */
  const breakGlass = (glassHours: string | undefined) => {
    const { viewer } = offered;
    const forThem = glassHours !== undefined && subjects.length === 0 && viewer !== undefined;
    change({ glassHours, ...(forThem ? { subjects: [{ kind: 'person', ...viewer }] } : {}) });
  };
  useEffect(() => {
    draft.change({ open: true });
    document.getElementById(form.idOf('subjects'))?.focus();
  }, []);
  const close = () => {
    draft.change({ open: false });
    if (isEmpty(form.draft)) draft.drop();
    onClose();
  };
  const discard = () => {
    draft.drop();
    onClose();
  };

  return (
    <FormFrame
      form={form}
      look="ask"
      labelledBy="ask-title"
      send={taken === undefined ? say('Submit request') : say('Break the glass')}
      sending={say('Submitting…')}
      disabledReason={form.problem ?? submission.problem}
      besides={
        <>
          <Button kind="subtle" onClick={close}>
            {say('Close')}
          </Button>
          {!isEmpty(form.draft) && (
            <Button kind="subtle" onClick={discard}>
              {say('Discard')}
            </Button>
          )}
        </>
      }
    >
      <h2 id="ask-title">{say('Request access')}</h2>
      <SubjectsField
        id={form.idOf('subjects')}
        issueId={issueId}
        form={offered}
        subjects={subjects}
        error={form.problemAt('subjects')}
        onChange={(subjects) => change({ subjects })}
      />
      <Disclosed label={say('Paste a list or read a file')} open={listText !== ''}>
        {(close) => (
          <ListSection
            issueId={issueId}
            canCreate={offered.creation.users}
            products={products}
            text={listText}
            onText={(listText) => form.change({ listText })}
            onAdd={(added, left) => {
              change({ subjects: withSubjects(subjects, added), listText: left });
              if (left === '') close();
            }}
          />
        )}
      </Disclosed>
      {subjects.some(({ kind }) => kind === 'newPerson') && (
        <ProductsField products={products} onChange={(products) => change({ products })} />
      )}
      {offered.bundles.length > 0 && (
        <BundlesSection
          id={form.idOf('bundles')}
          offered={offered.bundles}
          chosen={chosenBundles}
          access={access}
          plan={planOf(preview)}
          error={form.problemAt('bundles')}
          onToggle={(bundle) => {
            const { bundleId, choices } = bundle;
            const [lowest] = choices;
            if (chosenBundles.some((one) => one.bundleId === bundleId)) {
              chooseBy(withoutBundle(form.draft, bundleId));
            } else if (lowest !== undefined) chooseBundle(bundle, lowest);
          }}
          onLevel={chooseBundle}
          onRenew={(bundleId) => {
            setRenewing(bundleId);
            reload();
          }}
          onRest={(bundleId, refused) => chooseBy(withTheRest(form.draft, bundleId, refused))}
        />
      )}
      {asked !== undefined && (
        <BundlesChanged
          changed={bundlesAgain(asked.bundles, offered.bundles).changed}
          chosen={chosenBundles}
          access={access}
        />
      )}
      <AccessField
        id={form.idOf('access')}
        issueId={issueId}
        form={offered}
        otherRoles={otherRoles}
        chosenBundles={chosenBundles}
        onBundle={toggleBundle}
        access={access}
        error={form.problemAt('access')}
        onChange={choose}
      />
      <Disclosed label={say('Same as a colleague')}>
        {(close) => (
          <SameAsSection
            issueId={issueId}
            onAdd={(added) => {
              choose(withAccess(access, added));
              close();
            }}
          />
        )}
      </Disclosed>
      <Disclosed label={say('Take everything from somebody')} open={takeFrom !== undefined}>
        {(close) => (
          <TakeAllSection
            issueId={issueId}
            from={takeFrom}
            isBegun={subjects.length > 0 || access.length > 0}
            onTake={(person, taken) => {
              choose(
                taken.map((one) => ({ ...one, verb: 'remove' as const })),
                { subjects: [{ kind: 'person', ...person }], bundles: [] },
              );
              close();
              document.getElementById(form.idOf('justification'))?.focus();
            }}
          />
        )}
      </Disclosed>
      {offered.rolesOf === 'anyProject' && (
        <OtherProjectField
          issueId={issueId}
          onRoles={(roles) => {
            setOtherRoles((all) => [...all, ...roles]);
            document.getElementById(form.idOf('access'))?.focus();
          }}
        />
      )}
      {offered.glassHours !== undefined && (
        <GlassAsk
          id={form.idOf('glassHours')}
          hours={form.draft.glassHours}
          most={offered.glassHours}
          error={form.problemAt('glassHours')}
          onChange={breakGlass}
        />
      )}
      {taken === undefined && (
        <StartField startsAt={startsAt} now={now} onChange={(startsAt) => change({ startsAt })} />
      )}
      {hasTerm(access) && taken === undefined && (
        <TermField
          workItem={offered.workItem}
          creates={createsSomething(form.draft)}
          term={term}
          limits={limits}
          onChange={(term) => change({ term })}
        />
      )}
      <JustificationField
        id={form.idOf('justification')}
        label={say('Why is it needed?')}
        text={justification}
        error={form.problemAt('justification')}
        ticketRule={planOf(preview)?.ticketRule}
        onChange={(justification) => change({ justification })}
      />
      <section class="stack-tight" aria-labelledby="ask-plan">
        <h3 id="ask-plan">{say('Plan')}</h3>
        {preview.state === 'none' && (
          <p class="subtle">
            {termFault === undefined
              ? say(
                  'Once you have chosen people and access, you see here what would change for each of them.',
                )
              : say(
                  'Once you have chosen people, access and for how long, you see here what would change for each of them.',
                )}
          </p>
        )}
        <PlanInTheMaking issueId={issueId} term={taken ?? term} preview={preview} again={again} />
      </section>
    </FormFrame>
  );
}

/** Those who are there already stay as they are. */
function withSubjects(
  subjects: readonly AskedSubject[],
  added: readonly AskedSubject[],
): readonly AskedSubject[] {
  const all = [...subjects, ...added].map((one) => [subjectKey(one), one] as const);
  return [...new Map(all).values()];
}

function withAccess(
  access: readonly AskedAccess[],
  added: readonly AccessOption[],
): readonly AskedAccess[] {
  const there = new Set(access.map(accessKey));
  const fresh = added.filter((one) => !there.has(accessKey(one)));
  return [...access, ...fresh.map((one) => ({ ...one, verb: 'add' as const }))];
}

function isEmpty(draft: AskDraft): boolean {
  return (
    draft.subjects.length === 0 && draft.access.length === 0 && draft.justification.trim() === ''
  );
}
