import type { RequestableGroupView } from '#contract/views';
import type { Person } from '#domain/action/person';
import type { Bundle } from '#domain/policy/bundle';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Choice } from '../../components/choice';
import { NumberField } from '../../components/number-field';
import { PersonPicker } from '../../components/person-picker';
import { SectionMessage } from '../../components/section-message';
import { LimitField, type TypedLimit } from '../limit-field';
import type { BundleDraft } from './bundle-draft';
import type { BundleProblems } from './bundle-problems';
import { BundlesField } from './bundles-field';
import { GlassField } from './glass-field';
import { GroupsField } from './groups-field';
import { letsNobodyIn } from './lets-nobody-in';
import { type PolicyDraft, type PolicySetting, policySettings } from './policy-settings';
import { ProtectedGroups } from './protected-groups';
import type { RuleDraft } from './rule-draft';
import type { RuleProblems } from './rule-problems';
import { rulingOf } from './ruled-group';
import { RulesField } from './rules-field';
import type { GlassDraft } from './setting';

export interface SettingControlProps {
  readonly name: PolicySetting;
  readonly id: string;
  readonly typed: unknown;
  readonly error: string | undefined;
  /** What the app had against rules as they were sent. */
  readonly refused: ReadonlyMap<RuleDraft, RuleProblems>;
  /** The same of bundles. */
  readonly refusedBundles: ReadonlyMap<BundleDraft, BundleProblems>;
  readonly connected: boolean;
  /** Bundles as they are in force. */
  readonly bundlesInForce: readonly Bundle[];
  /** The whole policy as it is edited. */
  readonly draft: PolicyDraft;
  /** Nothing waits to be saved. */
  readonly saved: boolean;
  readonly onChange: (typed: unknown) => void;
}

/** The control of a setting, by its kind. What is typed into it is of that kind: the setting has made it. */
export function SettingControl({
  name,
  id,
  typed,
  error,
  refused,
  refusedBundles,
  connected,
  bundlesInForce,
  draft,
  saved,
  onChange,
}: SettingControlProps) {
  const setting = policySettings()[name];
  switch (setting.kind) {
    case 'groups':
      return (
        <>
          <GroupsField
            groups={typed as readonly RequestableGroupView[]}
            ruling={rulingOf(draft)}
            connected={connected}
            saved={saved}
            onChange={onChange}
          />
          {connected && <ProtectedGroups />}
        </>
      );
    case 'rules':
      return (
        <RulesField
          rules={typed as readonly RuleDraft[]}
          listed={draft.requestableGroups}
          connected={connected}
          tellsProblems={error !== undefined}
          refused={refused}
          onChange={onChange}
        />
      );
    case 'bundles':
      return (
        <BundlesField
          bundles={typed as readonly BundleDraft[]}
          listed={draft.requestableGroups}
          connected={connected}
          inForce={bundlesInForce}
          tellsProblems={error !== undefined}
          refused={refusedBundles}
          onChange={onChange}
        />
      );
    case 'glass':
      return (
        <GlassField
          id={id}
          typed={typed as GlassDraft}
          listed={draft.requestableGroups}
          error={error}
          onChange={onChange}
        />
      );
    case 'choice':
      return Object.entries(setting.options).map(([value, { label, help }]) => (
        <Choice
          key={value}
          kind="radio"
          name={id}
          checked={typed === value}
          help={help}
          onChange={() => onChange(value)}
        >
          {label}
        </Choice>
      ));
    case 'ticks': {
      const ticked = typed as Readonly<Record<string, boolean>>;
      return Object.entries(setting.options).map(([value, { label, help }]) => (
        <Choice
          key={value}
          kind="checkbox"
          checked={ticked[value] === true}
          help={help}
          onChange={(isTicked) => onChange({ ...ticked, [value]: isTicked })}
        >
          {label}
        </Choice>
      ));
    }
    case 'people': {
      const people = typed as readonly Person[];
      return (
        <PersonPicker<Person>
          id={id}
          label={setting.label}
          help={setting.help}
          error={error}
          placeholder={people.length === 0 ? say('Search people') : say('Add another')}
          search={(query) => callAdmin('admin.searchPeople', { query })}
          picked={people}
          onChange={onChange}
        />
      );
    }
    case 'days':
      return (
        <NumberField
          id={id}
          label={setting.label}
          help={setting.help}
          unit={say('days')}
          most={setting.most}
          error={error}
          value={typed as string}
          onChange={onChange}
        />
      );
    case 'limit': {
      const limit = typed as TypedLimit;
      const vain = name === 'fallbackAfterHours' ? letsNobodyIn(limit, draft) : undefined;
      return (
        <>
          <LimitField
            id={id}
            label={setting.label}
            help={setting.help}
            without={setting.without}
            within={setting.within}
            unit={setting.unit}
            most={setting.most}
            error={error}
            typed={limit}
            onChange={onChange}
          />
          {vain !== undefined && <SectionMessage tone="warning" title={vain} announce />}
        </>
      );
    }
  }
}
