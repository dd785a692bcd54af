import { useRef } from 'preact/hooks';
import { STAGES_MAX } from '#contract/limits';
import type { RequestableGroupView } from '#contract/views';
import { POLICY_NAME_MAX } from '#domain/policy/rule-name';
import { USUAL_TERM_DAYS } from '#domain/policy/usual-term';
import { LONGEST_TERM_DAYS } from '#domain/term/term';
import { say } from '#words/say';
import { days } from '#words/time';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { FieldError } from '../../components/field';
import { NumberField } from '../../components/number-field';
import { TextField } from '../../components/text-field';
import { LimitField } from '../limit-field';
import { GroupPicker } from './group-picker';
import { ListedPicker } from './listed-picker';
import { ownerless } from './ownerless';
import { ProjectPicker } from './project-picker';
import { newStage, type RuleDraft } from './rule-draft';
import { type RuleProblems, ruleFieldId } from './rule-problems';
import { StageEditor } from './stage-editor';

export interface RuleEditorProps {
  readonly rule: RuleDraft;
  readonly listed: readonly RequestableGroupView[];
  /** The ids of projects that rules name and that are not there any more. */
  readonly goneProjects: ReadonlySet<string>;
  /** What is wrong with it, each at its field. */
  readonly problems: RuleProblems;
  readonly onChange: (rule: RuleDraft) => void;
}

/** More of the listed groups are searched, and not shown one by one. */
const FEW = 12;

/** What a rule says, part by part. */
export function RuleEditor(props: RuleEditorProps) {
  const { rule, listed, problems, onChange } = props;
  const { id, stages } = rule;
  const stageAdder = useRef<HTMLButtonElement>(null);
  const put = (over: Partial<RuleDraft>) => onChange({ ...rule, ...over });
  /** What was pressed goes with its stage: the focus is on what stays. */
  const removeStage = (place: number) => {
    stageAdder.current?.focus();
    put({ stages: stages.filter((_, at) => at !== place) });
  };
  return (
    <div class="stack">
      <TextField
        id={ruleFieldId(id, 'name')}
        label={say('Name')}
        help={say('Whoever is refused by the rule reads it.')}
        error={problems.get('name')}
        most={POLICY_NAME_MAX}
        value={rule.name}
        onChange={(name) => put({ name })}
      />
      <What {...props} />
      <fieldset>
        <legend>{say('Who may ask')}</legend>
        <Choice
          kind="radio"
          name={`${id}-askers`}
          checked={rule.everybody}
          onChange={() => put({ everybody: true })}
        >
          {say('Everybody who sees the work item')}
        </Choice>
        <Choice
          kind="radio"
          name={`${id}-askers`}
          checked={!rule.everybody}
          onChange={() => put({ everybody: false })}
        >
          {say('Only members of these groups')}
        </Choice>
        {!rule.everybody && (
          <GroupPicker
            id={ruleFieldId(id, 'askers')}
            error={problems.get('askers')}
            label={say('Groups whose members may ask')}
            picked={rule.askers}
            onChange={(askers) => put({ askers })}
          />
        )}
      </fieldset>
      <InWhichProjects {...props} />
      <fieldset>
        <legend>{say('Who decides')}</legend>
        <Choice
          kind="radio"
          name={`${id}-decides`}
          checked={!rule.byPolicy}
          onChange={() => put({ byPolicy: false })}
        >
          {say('People')}
        </Choice>
        <Choice
          kind="radio"
          name={`${id}-decides`}
          checked={rule.byPolicy}
          help={say(
            'It is given at once. Whoever would have decided is told. You sign this by saving.',
          )}
          onChange={() => put({ byPolicy: true })}
        >
          {say('Nobody: decided by this policy')}
        </Choice>
        {rule.byPolicy && (
          <div class="subtle stack-tight">
            <p>{say('Those who are named below still decide on:')}</p>
            <ul class="steps-list">
              <li>{say('New accounts, new groups, and what is taken away')}</li>
              <li>{say('Access for a group')}</li>
              <li>
                {say(
                  'Protected groups, and groups that give a product, administer a project or decide by a rule',
                )}
              </li>
              <li>{say('Roles that administer')}</li>
              <li>{say('What would give you something')}</li>
              <li>{say('What another rule asks people about, or is not known well enough')}</li>
            </ul>
          </div>
        )}
      </fieldset>
      {stages.map((stage, place) => (
        <StageEditor
          key={place}
          id={`${id}-stage-${place}`}
          number={place + 1}
          stage={stage}
          ownerless={ownerless(rule.what, listed)}
          errorAt={(part) => problems.get(`stage-${place}-${part}`)}
          onChange={(now) => put({ stages: stages.map((one, at) => (at === place ? now : one)) })}
          onRemove={stages.length > 1 ? () => removeStage(place) : undefined}
        />
      ))}
      <div>
        <Button
          buttonRef={stageAdder}
          disabledReason={
            stages.length < STAGES_MAX
              ? undefined
              : say('A rule has {most} stages at most.', { most: STAGES_MAX })
          }
          onClick={() => put({ stages: [...stages, newStage()] })}
        >
          {say('Add a stage after it')}
        </Button>
      </div>
      <fieldset>
        <legend>{say('For how long')}</legend>
        {rule.byPolicy ? (
          <NumberField
            id={ruleFieldId(id, 'longest')}
            error={problems.get('longest')}
            label={say('At most')}
            help={say('Without an approval, nothing is given for good.')}
            unit={say('days')}
            most={LONGEST_TERM_DAYS}
            value={rule.longest.number}
            onChange={(number) => put({ longest: { ...rule.longest, number } })}
          />
        ) : (
          <LimitField
            id={ruleFieldId(id, 'longest')}
            error={problems.get('longest')}
            label={say('At most')}
            without={say('As long as the policy allows')}
            within={say('For a limited time')}
            most={LONGEST_TERM_DAYS}
            typed={rule.longest}
            onChange={(longest) => put({ longest })}
          />
        )}
      </fieldset>
      <fieldset>
        <legend>{say('What the form begins with')}</legend>
        <LimitField
          id={ruleFieldId(id, 'usual')}
          error={problems.get('usual')}
          label={say('Begins with')}
          help={say('Whoever asks can choose another term, up to the longest.')}
          without={say('The usual {days}', { days: days(USUAL_TERM_DAYS) })}
          within={say('A term of its own')}
          most={LONGEST_TERM_DAYS}
          typed={rule.usual}
          onChange={(usual) => put({ usual })}
        />
      </fieldset>
      <fieldset>
        <legend>{say('Reason')}</legend>
        <Choice kind="checkbox" checked={rule.ticket} onChange={(ticket) => put({ ticket })}>
          {say('The reason has to name a work item, by its key or its address')}
        </Choice>
      </fieldset>
    </div>
  );
}

/** Those of a rule's projects that are not there any more. */
export const goneIn = ({ everyProject, projects }: RuleDraft, gone: ReadonlySet<string>) =>
  everyProject ? [] : projects.filter(({ projectId }) => gone.has(projectId));

function InWhichProjects({ rule, goneProjects, problems, onChange }: RuleEditorProps) {
  const put = (over: Partial<RuleDraft>) => onChange({ ...rule, ...over });
  return (
    <fieldset>
      <legend>{say('In which projects it can be asked for')}</legend>
      <Choice
        kind="radio"
        name={`${rule.id}-projects`}
        checked={rule.everyProject}
        onChange={() => put({ everyProject: true })}
      >
        {say('In work items of every project')}
      </Choice>
      <Choice
        kind="radio"
        name={`${rule.id}-projects`}
        checked={!rule.everyProject}
        onChange={() => put({ everyProject: false })}
      >
        {say('Only in work items of these projects')}
      </Choice>
      {!rule.everyProject && (
        <ProjectPicker
          id={ruleFieldId(rule.id, 'projects')}
          error={problems.get('projects')}
          label={say('Projects in which it can be asked for')}
          help={say(
            'A work item counts where it is now: once it is moved out of them, nothing more is given for it.',
          )}
          gone={goneProjects}
          picked={rule.projects}
          onChange={(projects) => put({ projects })}
        />
      )}
      {goneIn(rule, goneProjects).length > 0 && (
        <p class="subtle">
          {say(
            'Jira does not show the app what is no longer there: it was deleted, or its permissions keep the app out. Nothing can be asked for in it. Take it out, or have it restored in Jira.',
          )}
        </p>
      )}
    </fieldset>
  );
}

function What({ rule, listed, problems, onChange }: RuleEditorProps) {
  const { what } = rule;
  const put = (over: Partial<RuleDraft['what']>) =>
    onChange({ ...rule, what: { ...what, ...over } });
  const chosen = what.groups === 'all' ? [] : what.groups;
  const isListed = (id: string) => listed.some(({ groupId }) => groupId === id);
  // Those that were chosen stay to be chosen again, and keep the focus.
  const wereChosen = useRef(new Set<string>());
  for (const id of chosen) wereChosen.current.add(id);
  const unlisted = [...wereChosen.current].filter((id) => !isListed(id));
  const others = chosen.filter((id) => !unlisted.includes(id));
  const id = ruleFieldId(rule.id, 'what');
  const error = problems.get('what');
  const faultId = error === undefined ? undefined : `${id}-error`;
  return (
    <fieldset aria-describedby={faultId}>
      <legend>{say('What it is about')}</legend>
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <Choice
        id={id}
        faultId={faultId}
        kind="checkbox"
        checked={what.groups === 'all'}
        onChange={(all) => put({ groups: all ? 'all' : [] })}
      >
        {say('All groups that are listed')}
      </Choice>
      {what.groups !== 'all' && listed.length > FEW && (
        <ListedPicker
          id={`${id}-listed`}
          listed={listed}
          chosen={chosen}
          onChange={(groups) =>
            put({ groups: [...groups, ...chosen.filter((one) => unlisted.includes(one))] })
          }
        />
      )}
      {what.groups !== 'all' &&
        listed.length <= FEW &&
        listed.map(({ groupId, name }) => (
          <Choice
            key={groupId}
            kind="checkbox"
            checked={chosen.includes(groupId)}
            onChange={(isChosen) =>
              put({
                groups: isChosen
                  ? [...chosen, groupId]
                  : chosen.filter((other) => other !== groupId),
              })
            }
          >
            <bdi>{name}</bdi>
          </Choice>
        ))}
      {what.groups !== 'all' && unlisted.length > 0 && (
        <Choice
          kind="checkbox"
          checked={chosen.some((id) => unlisted.includes(id))}
          help={say('The rule holds for them once they are listed again.')}
          onChange={(isChosen) => put({ groups: isChosen ? [...others, ...unlisted] : others })}
        >
          {say(
            '{count, plural, one {# group that is not listed} other {# groups that are not listed}}',
            { count: unlisted.length },
          )}
        </Choice>
      )}
      <Choice kind="checkbox" checked={what.roles} onChange={(roles) => put({ roles })}>
        {say('Project roles')}
      </Choice>
      <Choice kind="checkbox" checked={what.accounts} onChange={(accounts) => put({ accounts })}>
        {say('New accounts')}
      </Choice>
      <Choice kind="checkbox" checked={what.newGroups} onChange={(newGroups) => put({ newGroups })}>
        {say('New groups, and their first members')}
      </Choice>
    </fieldset>
  );
}
