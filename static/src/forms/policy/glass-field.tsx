import type { RequestableGroupView } from '#contract/views';
import type { Person } from '#domain/action/person';
import { GLASS_HOURS_MOST, GLASS_ROLES, type GlassRoles } from '#domain/policy/break-glass';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { PersonPicker } from '../../components/person-picker';
import { SectionMessage } from '../../components/section-message';
import { ListedPicker } from './listed-picker';
import type { GlassDraft } from './setting';

/** Who may take what before anybody decides: nobody, until an admin says so and names them. */
export function GlassField({
  id,
  typed,
  listed,
  error,
  onChange,
}: {
  readonly id: string;
  readonly typed: GlassDraft;
  readonly listed: readonly RequestableGroupView[];
  readonly error: string | undefined;
  readonly onChange: (typed: GlassDraft) => void;
}) {
  const choose = (enabled: boolean) => () => onChange({ ...typed, enabled });
  const isListed = (groupId: string) => listed.some((one) => one.groupId === groupId);
  const unlisted = typed.groups.filter((groupId) => !isListed(groupId));
  return (
    <>
      <Choice kind="radio" name={`${id}-is`} checked={!typed.enabled} onChange={choose(false)}>
        {say('Nobody: somebody always decides before')}
      </Choice>
      <Choice
        kind="radio"
        name={`${id}-is`}
        checked={typed.enabled}
        help={say(
          'For themselves alone, for {hours, plural, one {# hour} other {# hours}} at most. Everybody who was passed over is told, and somebody has to review it.',
          { hours: GLASS_HOURS_MOST },
        )}
        onChange={choose(true)}
      >
        {say('People who are named here')}
      </Choice>
      {typed.enabled && (
        <>
          <PersonPicker<Person>
            id={id}
            label={say('Who may break the glass')}
            error={error}
            placeholder={typed.people.length === 0 ? say('Search people') : say('Add another')}
            search={(query) => callAdmin('admin.searchPeople', { query })}
            picked={typed.people}
            onChange={(people) => onChange({ ...typed, people })}
          />
          <ListedPicker
            id={`${id}-groups`}
            label={say('Groups that they may come into')}
            listed={listed}
            chosen={typed.groups}
            onChange={(groups) => onChange({ ...typed, groups: [...groups, ...unlisted] })}
          />
          {unlisted.length > 0 && (
            <SectionMessage
              tone="warning"
              title={say(
                '{count, plural, one {# group of it is not listed any more} other {# groups of it are not listed any more}}',
                { count: unlisted.length },
              )}
            >
              <Button onClick={() => onChange({ ...typed, groups: typed.groups.filter(isListed) })}>
                {say('Take them out')}
              </Button>
            </SectionMessage>
          )}
          <fieldset class="stack-tight">
            <legend>{say('Project roles that they may take')}</legend>
            {GLASS_ROLES.map((roles) => (
              <Choice
                key={roles}
                kind="radio"
                name={`${id}-roles`}
                checked={typed.roles === roles}
                onChange={() => onChange({ ...typed, roles })}
              >
                {nameOf(roles)}
              </Choice>
            ))}
          </fieldset>
          <p class="subtle">
            {say(
              'A protected group can be named once it is unlocked. What administers the site or Jira is never given so. Whoever saves the policy enables this, is told of it, and can’t break the glass themselves.',
            )}
          </p>
        </>
      )}
    </>
  );
}

function nameOf(roles: GlassRoles): string {
  switch (roles) {
    case 'none':
      return say('None');
    case 'ordinary':
      return say('Those that administer nothing');
    case 'all':
      return say('All of them, also those that administer a project');
  }
}
