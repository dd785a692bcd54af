import { STAGE_PEOPLE_MAX } from '#contract/limits';
import type { Person } from '#domain/action/person';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { FieldError } from '../../components/field';
import { NumberField } from '../../components/number-field';
import { PersonPicker } from '../../components/person-picker';
import { GroupPicker } from './group-picker';
import type { StageDraft } from './rule-draft';
import type { StagePart } from './rule-problems';

/** Who decides one stage, and how many of them have to. */
export function StageEditor({
  id,
  number,
  stage,
  ownerless,
  errorAt,
  onChange,
  onRemove,
}: {
  readonly id: string;
  readonly number: number;
  readonly stage: StageDraft;
  /** The groups that the rule is about and that have no owner, by their names. */
  readonly ownerless: readonly string[];
  readonly errorAt: (part: StagePart) => string | undefined;
  readonly onChange: (stage: StageDraft) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const put = (over: Partial<StageDraft>) => onChange({ ...stage, ...over });
  const error = errorAt('sources');
  const faultId = error === undefined ? undefined : `${id}-error`;
  return (
    <fieldset aria-describedby={faultId}>
      <legend>
        {number === 1
          ? say('Who decides first')
          : say('Who decides after that ({number})', { number })}
      </legend>
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <Choice
        id={`${id}-sources`}
        faultId={faultId}
        kind="checkbox"
        checked={stage.projectLead}
        help={say(
          'For a role, the lead of its project. For the rest, the lead of the work item’s project.',
        )}
        onChange={(projectLead) => put({ projectLead })}
      >
        {say('Project lead')}
      </Choice>
      <Choice
        kind="checkbox"
        checked={stage.issueProjectLead}
        onChange={(issueProjectLead) => put({ issueProjectLead })}
      >
        {say('Lead of the work item’s project')}
      </Choice>
      <Choice
        kind="checkbox"
        checked={stage.permission}
        help={say(
          'Granted in the permission scheme of the work item’s project. Where more than 20 people have it, none of them is asked.',
        )}
        onChange={(permission) => put({ permission })}
      >
        {say('People with the permission Decide on access requests')}
      </Choice>
      <Choice
        kind="checkbox"
        checked={stage.groupOwner}
        help={ownerHelp(stage.groupOwner ? ownerless : [])}
        onChange={(groupOwner) => put({ groupOwner })}
      >
        {say('Owner of the group')}
      </Choice>
      <PersonPicker<Person>
        id={`${id}-people`}
        label={say('These people')}
        error={errorAt('people')}
        placeholder={stage.people.length === 0 ? say('Search people') : say('Add another')}
        search={(query) => callAdmin('admin.searchPeople', { query })}
        picked={stage.people}
        onChange={(people) => put({ people })}
      />
      <GroupPicker
        id={`${id}-groups`}
        label={say('Members of these groups')}
        error={errorAt('groups')}
        help={say('Of a group with more than 20 people who can act, nobody is asked.')}
        picked={stage.groups}
        onChange={(groups) => put({ groups })}
      />
      <NumberField
        id={`${id}-needed`}
        label={say('How many of them have to approve')}
        unit={say('people')}
        most={STAGE_PEOPLE_MAX}
        error={errorAt('needed')}
        value={stage.needed}
        onChange={(needed) => put({ needed })}
      />
      {onRemove !== undefined && (
        <Button kind="subtle" onClick={onRemove}>
          {say('Remove stage {number}', { number })}
        </Button>
      )}
    </fieldset>
  );
}

const ownerHelp = (ownerless: readonly string[]) =>
  ownerless.length === 0
    ? say('As named in the list of groups. What is not a listed group has no owner.')
    : say('No owner is named yet for {names}: name one in the list of groups.', {
        names: listNames(ownerless),
      });
