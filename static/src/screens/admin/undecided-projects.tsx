import { useState } from 'preact/hooks';
import type { UndecidedProject, UndecidedProjectsView } from '#contract/views';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Detail } from '../../components/detail';
import { ErrorMessage } from '../../components/error-message';
import { OutsideLink } from '../../components/outside-link';
import { Section } from '../../components/section';
import { usePages } from '../../components/use-pages';

/** Where nobody can approve today, looked up as an admin asks for it: it takes some calls to Jira. */
export function UndecidedProjects() {
  const [times, setTimes] = useState(0);
  return (
    <Section
      id="undecided-title"
      title={say('Projects where nobody can approve today')}
      kind="policy"
    >
      <p class="subtle">
        {say(
          'Where the project lead decides and can’t be asked, and no fallback approver can. Whether they see a work item, and would gain from a request, is looked up for each request.',
        )}
      </p>
      <div class="row">
        <Button onClick={() => setTimes(times + 1)}>
          {times === 0 ? say('Look through the projects') : say('Look again')}
        </Button>
      </div>
      {times > 0 && <Found key={times} />}
    </Section>
  );
}

function Found() {
  const list = usePages<UndecidedProject, UndecidedProjectsView>((at) =>
    callAdmin('admin.undecidedProjects', at),
  );
  const { pages, items, hasMore, loading } = list;
  const sum = (of: (page: UndecidedProjectsView) => number) =>
    (pages ?? []).reduce((all, page) => all + of(page), 0);
  const looked = sum((page) => page.looked);
  const unreadable = sum((page) => page.unreadable);
  const noFallback = pages?.some(({ hasFallback }) => !hasFallback) === true;
  return (
    <>
      <p role="status">
        {pages === undefined
          ? loading && say('Looking through the projects…')
          : items.length === 0
            ? say(
                '{looked, plural, one {# project} other {# projects}} looked through. Somebody can approve in each.',
                { looked: looked - unreadable },
              )
            : say(
                '{looked, plural, one {# project} other {# projects}} looked through. Nobody can approve in {found}.',
                { looked: looked - unreadable, found: items.length },
              )}
      </p>
      {items.length > 0 && (
        <ul class="stack-tight">
          {items.map((project) => (
            <li key={project.projectId}>
              <ProjectName project={project} />
              <Detail>{whyNobody(project)}</Detail>
            </li>
          ))}
        </ul>
      )}
      {items.length > 0 && noFallback && (
        <p>
          {say('No fallback approver can be asked today. Name one above, and they decide there.')}
        </p>
      )}
      {unreadable > 0 && (
        <p>
          {say(
            '{count, plural, one {# project} other {# projects}} could not be read: whether somebody can approve there is not known.',
            { count: unreadable },
          )}
        </p>
      )}
      <ErrorMessage error={list.error} />
      {(hasMore || (pages?.length ?? 0) > 1) && (
        <div class="row">
          <Button
            disabledReason={hasMore ? undefined : say('These are all projects that the app sees.')}
            busy={loading ? say('Looking…') : undefined}
            onClick={list.loadMore}
          >
            {say('Look through more')}
          </Button>
        </div>
      )}
    </>
  );
}

function ProjectName({ project: { name, key, settings } }: { readonly project: UndecidedProject }) {
  const called = say('{name} ({key})', { name, key });
  return settings === undefined ? (
    <strong>{called}</strong>
  ) : (
    <OutsideLink to={settings}>{called}</OutsideLink>
  );
}

/** Why, and who can mend it. */
function whyNobody(project: UndecidedProject): string {
  const name = project.lead ?? say('Somebody');
  switch (project.why) {
    case 'nobody':
      return say('It has no project lead. Whoever administers the project can name one.');
    case 'inactive':
      return say(
        '{name} leads it, and their account is inactive. Whoever administers the project can name somebody else.',
        { name },
      );
    case 'notAPerson':
      return say(
        '{name} leads it, and is not a person’s account: apps and customers don’t decide. Whoever administers the project can name somebody else.',
        { name },
      );
    case 'away':
      return say(
        '{name} leads it and is away until {until}, and whoever was to decide for them can’t. They can name somebody else on their Access page; a Jira admin can end it under People.',
        { name, until: dateAndTime(project.until) },
      );
    case 'awayUnknown':
      return say(
        '{name} leads it, and it can’t be read who decides for them while they are away. A Jira admin sees why under Needs a look.',
        { name },
      );
    case 'notKnown':
      return say('Jira does not tell who leads it. Try again later, or look in its settings.');
  }
}
