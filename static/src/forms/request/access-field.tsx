import { say } from '#words/say';
import '../../components/input.css';
import './access-field.css';
import type { Answer } from '#contract/answer';
import type { BundleChoiceOption, BundleOption, FormView } from '#contract/views';
import type { Listed } from '#domain/lib/listed';
import { nameEntitlement } from '#words/access-names';
import { bundleContents } from '#words/bundle-words';
import { callForm } from '../../api/callers';
import { Combobox } from '../../components/combobox';
import { ENTITLEMENT_ICONS, EntitlementName } from '../../components/entitlement-name';
import { Icon } from '../../components/icon';
import {
  type AccessOption,
  type AskedAccess,
  accessKey,
  accessSection,
  formOptions,
  groupOption,
  hasWords,
  matching,
  newGroupOption,
} from './access-option';
import type { ChosenBundle } from './chosen-bundle';

export interface AccessFieldProps {
  readonly id: string;
  readonly issueId: string;
  readonly form: FormView;
  /** Roles of other projects that the asker has looked up. */
  readonly otherRoles: readonly AccessOption[];
  readonly access: readonly AskedAccess[];
  readonly error: string | undefined;
  readonly onChange: (access: readonly AskedAccess[]) => void;
  readonly chosenBundles: readonly ChosenBundle[];
  /** Chooses a bundle, or takes it out. */
  readonly onBundle: (bundle: BundleOption, choice: BundleChoiceOption) => void;
}

interface FoundBundle {
  readonly bundle: BundleOption;
  readonly choice: BundleChoiceOption;
}

/** What is found: a bundle of several or a level of one, or one by itself. */
type Found = AccessOption | FoundBundle;

const isBundle = (found: Found): found is FoundBundle => 'bundle' in found;

const keyOf = (found: Found): string =>
  isBundle(found)
    ? `bundle:${found.bundle.bundleId}:${found.choice.level?.id ?? ''}`
    : accessKey(found);

const bundlesIn = (form: FormView): readonly FoundBundle[] =>
  form.bundles.flatMap((bundle) => bundle.choices.map((choice) => ({ bundle, choice })));

/** Pick groups and roles; each that is picked says whether it is given or taken. */
export function AccessField(props: AccessFieldProps) {
  const { form, access, onChange } = props;
  const without = (option: AccessOption) =>
    access.filter((one) => accessKey(one) !== accessKey(option));
  const search = (query: string) => searchAccess(props, query);
  const pickedBundles = bundlesIn(form).filter(({ bundle: { bundleId }, choice: { level } }) =>
    props.chosenBundles.some((one) => one.bundleId === bundleId && one.levelId === level?.id),
  );
  return (
    <div class="stack-tight">
      <Combobox<Found>
        id={props.id}
        label={say('Access to what?')}
        required
        placeholder={
          form.bundles.length === 0
            ? say('Search groups and roles')
            : say('Search bundles, groups and roles')
        }
        help={
          form.groups.length === 0
            ? say(
                'No groups can be asked for yet: a Jira admin lists them under Apps > Manage apps > Multiplier > Configuration.',
              )
            : undefined
        }
        error={props.error}
        search={search}
        keyOf={keyOf}
        nameOf={(found) =>
          isBundle(found) ? found.choice.name : nameEntitlement(found.entitlement)
        }
        sectionOf={(found) => (isBundle(found) ? say('Bundles') : accessSection(found))}
        drawOption={(found) =>
          isBundle(found) ? <BundleOptionRow {...found} /> : <AccessOptionRow option={found} />
        }
        picked={[...access, ...pickedBundles]}
        onPick={(found) =>
          isBundle(found)
            ? props.onBundle(found.bundle, found.choice)
            : onChange([...access, { ...found, verb: 'add' }])
        }
        onRemove={(found) =>
          isBundle(found) ? props.onBundle(found.bundle, found.choice) : onChange(without(found))
        }
        nothingFound={(query) =>
          query === ''
            ? say('Nothing can be asked for here.')
            : say('No group or role is called “{query}”.', { query })
        }
      />
      {access.length > 0 && (
        <ul class="asked" aria-label={say('Access asked for')}>
          {access.map((one) => (
            <li class="asked-row" key={accessKey(one)}>
              {one.entitlement.kind === 'newGroup' ? (
                <span class="asked-verb">{say('Create, and add to')}</span>
              ) : (
                <select
                  class="input"
                  aria-label={say('What to do with {entitlement}', {
                    entitlement: nameEntitlement(one.entitlement),
                  })}
                  value={one.verb}
                  onChange={(event) => {
                    const verb = event.currentTarget.value as AskedAccess['verb'];
                    onChange(
                      access.map((other) =>
                        accessKey(other) === accessKey(one) ? { ...other, verb } : other,
                      ),
                    );
                  }}
                >
                  <option value="add">{say('Add to')}</option>
                  <option value="remove">{say('Remove from')}</option>
                </select>
              )}
              <span class="asked-what">
                <span class="asked-name">
                  <EntitlementName entitlement={one.entitlement} />
                </span>
                <button
                  type="button"
                  class="chip-remove"
                  aria-label={say('Don’t ask for {what}', {
                    what: nameEntitlement(one.entitlement),
                  })}
                  onClick={() => {
                    onChange(without(one));
                    document.getElementById(props.id)?.focus();
                  }}
                >
                  <Icon name="cross" />
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function BundleOptionRow({ bundle, choice }: FoundBundle) {
  return (
    <span class="option-body">
      <Icon name="group" />
      <span class="option-words">
        <span>{choice.name}</span>
        <span class="small">
          {bundle.description === '' || choice.level !== undefined
            ? bundleContents(choice.contents)
            : bundle.description}
        </span>
      </span>
    </span>
  );
}

function AccessOptionRow({ option }: { readonly option: AccessOption }) {
  return (
    <span class="option-body">
      <Icon name={ENTITLEMENT_ICONS[option.entitlement.kind]} />
      <span class="option-words">
        <span>
          {option.entitlement.kind === 'newGroup'
            ? say('Create the group “{name}”', { name: option.entitlement.name })
            : option.entitlement.name}
        </span>
        {option.description !== undefined && option.description !== '' && (
          <span class="small">{option.description}</span>
        )}
      </span>
    </span>
  );
}

async function searchAccess(
  { issueId, form, otherRoles }: AccessFieldProps,
  query: string,
): Promise<Answer<Listed<Found>>> {
  const { group: groups, ...others } = formOptions(form);
  const known = matching([...Object.values(others).flat(), ...otherRoles], query);
  if (!form.moreGroups || query === '') {
    return { ok: true, value: withNew([...known, ...matching(groups, query)]) };
  }
  const answer = await callForm('groups.search', { issueId, query });
  return answer.ok
    ? { ok: true, value: withNew([...known, ...answer.value.items.map(groupOption)]) }
    : answer;

  function withNew(found: readonly AccessOption[]): Listed<Found> {
    const bundles = bundlesIn(form).filter(({ bundle, choice }) =>
      hasWords(`${choice.name} ${bundle.description}`, query),
    );
    const others = form.creation.groups ? [...found, ...newGroupOption(query, found)] : found;
    return {
      items: [...bundles, ...others],
      unreadable: form.roles.unreadable,
    };
  }
}
