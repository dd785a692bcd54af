import type { InputOf } from '#contract/api';
import type { AdminGroupOption, PolicyView, RequestableGroupView } from '#contract/views';
import type { Rules } from '../use-form';
import type { FileSettings } from './file/policy-shape';
import { type PolicyDraft, type PolicySetting, policySettings } from './policy-settings';
import type { Setting } from './setting';

export const SETTING_NAMES = Object.keys(policySettings()) as readonly PolicySetting[];

/** Of each setting by itself: what one makes of its own value is its own affair. */
const settingOf = (name: PolicySetting): Setting<never, unknown> => policySettings()[name];

const ofEach = (answer: (name: PolicySetting) => unknown): unknown =>
  Object.fromEntries(SETTING_NAMES.map((name) => [name, answer(name)]));

export function draftOf(policy: PolicyView): PolicyDraft {
  return ofEach((name) => settingOf(name).typed(policy[name] as never)) as PolicyDraft;
}

export const POLICY_RULES = ofEach(
  (name) => (draft: PolicyDraft) => settingOf(name).problem(draft[name] as never),
) as Rules<PolicyDraft>;

/** What is sent; the comparison of two of these tells whether anything was changed. */
export function saveInput(draft: PolicyDraft, shown: Shown): InputOf<'policy.save'> {
  const settings = ofEach((name) => settingOf(name).input(draft[name] as never));
  const { version, connectionId = null } = shown;
  return { version, connectionId, ...(settings as Omit<InputOf<'policy.save'>, keyof Shown>) };
}

/** Another version, with nothing unlocked that is not unlocked now. */
export function lockedAs(version: PolicyView, now: PolicyView): PolicyView {
  const unlocked = new Map(now.requestableGroups.map((one) => [one.groupId, one.unlockedFor]));
  return {
    ...version,
    requestableGroups: version.requestableGroups.map((group) => ({
      ...group,
      unlockedFor: unlocked.get(group.groupId) ?? [],
    })),
  };
}

/** What a file says, as it would be saved in place of what is in force. */
export function fileInput(settings: FileSettings, now: PolicyView): InputOf<'policy.save'> {
  const { version, connectionId = null } = now;
  const unlocked = new Map(now.requestableGroups.map((one) => [one.groupId, one.unlockedFor]));
  return {
    ...settings,
    version,
    connectionId,
    requestableGroups: settings.requestableGroups.map(({ groupId, owners }) => ({
      groupId,
      owners: [...owners],
      unlockedFor: [...(unlocked.get(groupId) ?? [])],
    })),
  };
}

/** Which policy was shown, and for which site. */
type Shown = Pick<PolicyView, 'version' | 'connectionId'>;

/** What was typed, kept for a policy that is shown by now: what was unlocked on another site is locked on this one. */
export function keptFor(draft: PolicyDraft, shown: Shown, now: Shown): PolicyDraft {
  if (shown.connectionId === now.connectionId) return draft;
  const locked = draft.requestableGroups.map((group) => ({ ...group, unlockedFor: [] }));
  return { ...draft, requestableGroups: locked };
}

export function isChanged(draft: PolicyDraft, saved: PolicyView): boolean {
  const as = (one: PolicyDraft) => JSON.stringify(saveInput(one, saved));
  return as(draft) !== as(draftOf(saved));
}

/** The recommended groups that are not listed yet, added behind those that are. */
export function addRecommended(
  groups: readonly RequestableGroupView[],
  recommended: readonly AdminGroupOption[],
): readonly RequestableGroupView[] {
  const listed = new Set(groups.map(({ groupId }) => groupId));
  const added = recommended
    .filter(
      (one) => !listed.has(one.groupId) && one.protection.length === 0 && !one.managedElsewhere,
    )
    .map(({ groupId, name }) => ({ groupId, name, owners: [], unlockedFor: [] }));
  return [...groups, ...added];
}
