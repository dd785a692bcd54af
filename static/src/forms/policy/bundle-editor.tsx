import { useState } from 'preact/hooks';
import type { RequestableGroupView } from '#contract/views';
import type { ExistingEntitlement } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { BUNDLE_DESCRIPTION_MAX } from '#domain/policy/judge-bundle';
import { POLICY_NAME_MAX } from '#domain/policy/rule-name';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { PersonPicker } from '../../components/person-picker';
import { TextField } from '../../components/text-field';
import { ContentsField, RolesOfProject } from './bundle-contents';
import type { BundleDraft } from './bundle-draft';
import { BundleLevels } from './bundle-levels';
import { type BundleProblems, bundleFieldId, firstContentsId } from './bundle-problems';

export interface BundleEditorProps {
  readonly bundle: BundleDraft;
  /** Those that can be asked for, of which a bundle chooses. */
  readonly listed: readonly RequestableGroupView[];
  /** What is wrong with it, each at its field. */
  readonly problems: BundleProblems;
  readonly onChange: (bundle: BundleDraft) => void;
}

/** What a bundle says, part by part. */
export function BundleEditor({ bundle, listed, problems, onChange }: BundleEditorProps) {
  const [roles, setRoles] = useState<readonly ExistingEntitlement[]>([]);
  const { id, owner } = bundle;
  const put = (over: Partial<BundleDraft>) => onChange({ ...bundle, ...over });
  return (
    <div class="stack">
      <TextField
        id={bundleFieldId(id, 'name')}
        label={say('Name')}
        help={say('In plain words, as people would ask for it: “Developer”.')}
        error={problems.get('name')}
        most={POLICY_NAME_MAX}
        value={bundle.name}
        onChange={(name) => put({ name })}
      />
      <TextField
        id={bundleFieldId(id, 'description')}
        label={say('Description')}
        help={say('For whom it is, in a sentence.')}
        error={problems.get('description')}
        most={BUNDLE_DESCRIPTION_MAX}
        value={bundle.description}
        onChange={(description) => put({ description })}
      />
      <PersonPicker<Person>
        id={bundleFieldId(id, 'owner')}
        label={say('Owner')}
        help={say(
          'Answers for what is in it. Named to whoever asks and whoever decides; decides nothing by it.',
        )}
        error={problems.get('owner')}
        placeholder={owner === undefined ? say('Search people') : say('Somebody else')}
        single
        search={(query) => callAdmin('admin.searchPeople', { query })}
        picked={owner === undefined ? [] : [owner]}
        onChange={([now]) => put({ owner: now })}
      />
      {bundle.levels.length === 0 && (
        <ContentsField
          id={bundleFieldId(id, 'contents')}
          label={say('What is in it')}
          help={say(
            'Listed groups, and roles of projects that you look up below. Each is asked for as if it had been chosen by itself: by its own rules, from its own approvers.',
          )}
          contents={bundle.contents}
          listed={listed}
          roles={roles}
          error={problems.get('contents')}
          onChange={(contents) => put({ contents })}
        />
      )}
      <BundleLevels
        bundle={bundle}
        listed={listed}
        roles={roles}
        problems={problems}
        onChange={onChange}
      />
      <RolesOfProject
        id={`bundle-${id}-project`}
        onRoles={(more) => {
          setRoles((all) => [...all, ...more]);
          document.getElementById(firstContentsId(bundle))?.focus();
        }}
      />
    </div>
  );
}
