import { say } from '#words/say';
import './policy-form.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';
import type { PolicyView } from '#contract/views';
import type { Bundle } from '#domain/policy/bundle';
import { bundleChanges } from '#domain/policy/bundle-change';
import type { RefusedBundle, RefusedRule } from '#domain/policy/unlock';
import { bundleFaultInShort } from '#words/bundle-words';
import { ruleFaultInShort } from '#words/rule-fault';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Section } from '../../components/section';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { useSeenPart } from '../../components/use-seen-part';
import { useDraft } from '../use-draft';
import { useForm } from '../use-form';
import { firstFaultyBundleId, problemsOfBundle, refusedBundleProblems } from './bundle-problems';
import { BundleHolders } from './bundles-field';
import {
  draftOf,
  fileInput,
  isChanged,
  keptFor,
  lockedAs,
  POLICY_RULES,
  SETTING_NAMES,
  saveInput,
} from './policy-draft';
import { PolicyFile } from './policy-file';
import { type PolicyDraft, type PolicySetting, policySettings } from './policy-settings';
import { PolicyVersions } from './policy-versions';
import { Proposal } from './proposal';
import { firstFaultyId, problemsOf, refusedProblems } from './rule-problems';
import type { Setting } from './setting';
import { SettingControl } from './setting-control';
import { SignedGlass, SignedRules } from './signed-rules';
import { TryIt } from './try-it';

export interface PolicyFormProps {
  readonly policy: PolicyView;
  readonly connected: boolean;
  readonly onSaved: (policy: PolicyView) => void;
  readonly onChanged: (changed: boolean) => void;
}

/** What may be asked for, who decides where no lead can, and for how long. */
export function PolicyForm({ policy, connected, onSaved, onChanged }: PolicyFormProps) {
  const draft = useDraft(() => draftOf(policy));
  const [saved, setSaved] = useState(false);
  const [comparing, setComparing] = useState(false);
  /** Ids of bundles in which there is something else since this page saved it. */
  const [otherwise, setOtherwise] = useState<readonly string[]>([]);
  const changed = isChanged(draft.value, policy);
  useEffect(() => onChanged(changed), [changed, onChanged]);
  const box = useRef<HTMLFormElement>(null);
  useSeenPart(box);
  const shown = useRef(policy);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = policy;
    if (before.connectionId === policy.connectionId) return;
    const typed = draft.latest();
    draft.reset(isChanged(typed, before) ? keptFor(typed, before, policy) : draftOf(policy));
  }, [policy]);
  const settle = (now: PolicyView) => {
    setSaved(true);
    setOtherwise(otherContents(shown.current, now));
    draft.reset(draftOf(now));
    onSaved(now);
  };
  const sent = useRef<Pick<PolicyDraft, 'rules' | 'bundles'>>({ rules: [], bundles: [] });
  const save = (filledIn: PolicyDraft, over: PolicyView) => {
    sent.current = filledIn;
    return callAdmin('policy.save', saveInput(filledIn, over));
  };
  const form = useForm({
    name: 'policy',
    draft,
    rules: POLICY_RULES,
    send: changed ? (filledIn: PolicyDraft) => save(filledIn, policy) : undefined,
    faults: (error) => {
      const [rule] = refusedIn(error);
      const [bundle] = refusedBundlesIn(error);
      return {
        ...(rule === undefined ? {} : { rules: ruleFaultInShort(rule) }),
        ...(bundle === undefined ? {} : { bundles: bundleFaultInShort(bundle) }),
      };
    },
    controlOf: (name, { rules, bundles }, error) => {
      if (name === 'rules') {
        return error === undefined
          ? firstFaultyId(rules, (rule) => problemsOf(rule, rules))
          : firstFaultyId(rules, (rule) => refusedProblems(rules, refusedIn(error)).get(rule));
      }
      if (name !== 'bundles') return undefined;
      const told = refusedBundleProblems(bundles, refusedBundlesIn(error));
      return firstFaultyBundleId(bundles, (bundle) =>
        error === undefined ? problemsOfBundle(bundle, bundles) : told.get(bundle),
      );
    },
    onDone: settle,
  });
  /** Their version is taken note of; what was typed here goes over it, or goes. */
  const resolve = useCall(
    async (keep: boolean): Promise<Answer<PolicyView | undefined>> => {
      const answer = await callAdmin('admin.load', {});
      if (!answer.ok) return answer;
      const theirs = answer.value.policy;
      if (theirs === undefined) {
        return {
          ok: false,
          error: { code: 'unreadable', record: 'policy', reference: '' },
        } as const;
      }
      form.clear();
      onSaved(theirs);
      if (keep) return save(keptFor(draft.latest(), policy, theirs), theirs);
      draft.reset(draftOf(theirs));
      return { ok: true, value: undefined };
    },
    (now) => now && settle(now),
  );
  const error = resolve.error ?? form.error;
  const refused = refusedProblems(sent.current.rules, refusedIn(error));
  const refusedBundles = refusedBundleProblems(sent.current.bundles, refusedBundlesIn(error));
  const busy = form.running || resolve.running;

  const edit = () => saveInput(form.draft, policy);
  /** Nothing that is locked now is unlocked by it: each group is unlocked by itself, knowingly. */
  const withoutUnlocks = (version: PolicyView) =>
    saveInput(draftOf(lockedAs(version, policy)), policy);
  const put = (version: PolicyView) => {
    setSaved(false);
    form.change(draftOf(lockedAs(version, policy)));
    document.getElementById('policy-title')?.focus();
  };
  return (
    <div class="stack">
      <form
        ref={box}
        class="section section-wide policy-form"
        noValidate
        aria-labelledby="policy-title"
        onSubmit={(event) => {
          event.preventDefault();
          resolve.clear();
          form.submit(event.currentTarget);
        }}
      >
        <h2 id="policy-title" tabIndex={-1}>
          {say('Access policy')}
        </h2>
        {PARTS.map((names) => (
          <Part key={names[0]} names={names}>
            {names.map((name) => (
              <SettingControl
                key={name}
                name={name}
                id={form.idOf(name)}
                typed={form.draft[name]}
                error={form.problemAt(name)}
                refused={refused}
                refusedBundles={refusedBundles}
                connected={connected}
                bundlesInForce={policy.bundles}
                draft={form.draft}
                saved={saved}
                onChange={(typed) => {
                  setSaved(false);
                  form.change({ [name]: typed });
                }}
              />
            ))}
          </Part>
        ))}
        {error?.code === 'changedMeanwhile' ? (
          <SectionMessage
            tone="warning"
            title={say('The policy was saved, or another site connected, meanwhile')}
            announce
          >
            <p>
              {say(
                'Your changes are neither saved nor lost yet. Choose whose version to go on with.',
              )}
            </p>
            <div class="row">
              <Button onClick={() => resolve.run(true)}>{say('Overwrite with mine')}</Button>
              <Button onClick={() => resolve.run(false)}>{say('Use theirs')}</Button>
            </div>
          </SectionMessage>
        ) : (
          <ErrorMessage error={error} />
        )}
        <div id="policy-difference" hidden={!(comparing && changed)}>
          {comparing && changed && <Proposal of={JSON.stringify(edit())} input={edit()} />}
        </div>
        {changed && <SignedRules rules={form.draft.rules} policy={policy} />}
        {changed && <SignedGlass glass={form.draft.breakGlass} policy={policy} />}
        <div class="save-bar">
          <Button
            kind="primary"
            type="submit"
            busy={busy ? say('Saving…') : undefined}
            disabledReason={
              changed
                ? // What is wrong elsewhere is said at its field, which has the focus then.
                  POLICY_RULES.requestableGroups?.(form.draft)
                : say('Nothing has been changed since version {version}.', {
                    version: policy.version,
                  })
            }
          >
            {say('Save')}
          </Button>
          {changed && (
            <Button
              kind="subtle"
              expanded={comparing}
              controls="policy-difference"
              onClick={() => setComparing(!comparing)}
            >
              {say('What it changes')}
            </Button>
          )}
          {changed && (
            <Button kind="subtle" onClick={() => draft.reset(draftOf(policy))}>
              {say('Undo changes')}
            </Button>
          )}
          <span role="status" class="subtle">
            {saved && !changed ? say('Saved. It holds at once, also for requests that wait.') : ''}
            {changed ? say('Not saved yet.') : ''}
          </span>
        </div>
      </form>
      <ChangedBundles
        bundles={policy.bundles.filter(({ id }) => connected && otherwise.includes(id))}
      />
      <Section id="policy-try-title" title={say('Try it')} kind="policy">
        <p class="subtle">
          {say(
            'What the policy on this page comes to for somebody, saved or not: whether they can ask, who decides, and by which rule. Nothing is asked for.',
          )}
        </p>
        {connected ? (
          <TryIt listed={form.draft.requestableGroups} bundles={form.draft.bundles} edit={edit} />
        ) : (
          <p>{say('Connect Atlassian Cloud first: groups are looked up on the site.')}</p>
        )}
      </Section>
      <Section id="policy-versions-title" title={say('Versions and file')} kind="policy">
        <PolicyVersions policy={policy} inputOf={withoutUnlocks} onPut={put} />
        <PolicyFile
          policy={policy}
          inputOf={(settings) => fileInput(settings, policy)}
          onPut={put}
        />
      </Section>
    </div>
  );
}

/** Bundles that say something else of what is in them, or of their levels, and were there before. */
const otherContents = (before: PolicyView, now: PolicyView): readonly string[] =>
  bundleChanges(before, now).flatMap((change) =>
    change.of === 'bundleSays' &&
    change.parts.some(({ part }) => part === 'contents' || part === 'levels')
      ? change.bundleId
      : [],
  );

function ChangedBundles({ bundles }: { readonly bundles: readonly Bundle[] }) {
  if (bundles.length === 0) return null;
  return (
    <Section id="policy-holders-title" title={say('Who has what you have changed')} kind="policy">
      <p class="subtle">
        {say(
          'What people have is what it was: a bundle that is changed gives nobody anything, and takes nothing away.',
        )}
      </p>
      {bundles.map((bundle) => (
        <BundleHolders key={bundle.id} bundle={bundle} />
      ))}
    </Section>
  );
}

const refusedIn = (error: CallError | undefined): readonly RefusedRule[] =>
  error?.code === 'policy' && error.refusal.code === 'rules' ? error.refusal.faults : [];

const refusedBundlesIn = (error: CallError | undefined): readonly RefusedBundle[] =>
  error?.code === 'policy' && error.refusal.code === 'bundles' ? error.refusal.faults : [];

const isHead = (name: PolicySetting) => 'title' in policySettings()[name];

/** The settings under each heading. */
const PARTS = SETTING_NAMES.flatMap((name, at) => {
  if (!isHead(name)) return [];
  const next = SETTING_NAMES.findIndex((other, place) => place > at && isHead(other));
  return [SETTING_NAMES.slice(at, next < 0 ? undefined : next)];
});

/** Controls of which none has a label of its own are labelled by the heading together. */
function Part({
  names: [first],
  children,
}: {
  readonly names: readonly PolicySetting[];
  readonly children: ComponentChildren;
}) {
  if (first === undefined) return null;
  const { kind } = policySettings()[first];
  const { title, intro }: Setting<never, unknown> = policySettings()[first];
  if (
    kind === 'groups' ||
    kind === 'people' ||
    kind === 'days' ||
    kind === 'rules' ||
    kind === 'bundles'
  ) {
    return (
      <Section id={`policy-${first}-title`} title={title} kind="policy">
        {intro !== undefined && <p class="subtle">{intro}</p>}
        {children}
      </Section>
    );
  }
  return (
    <fieldset class="section section-policy">
      <legend>
        <h3>{title}</h3>
      </legend>
      {children}
    </fieldset>
  );
}
