import type { TraceEntry, TraceOutcome } from '#domain/approval/approval';
import { MOST_MEMBERS_ASKED } from '#domain/approval/asked-source';
import { say } from './say';
import { hours } from './time';

/** One step of finding who decides, as a sentence. */
export function explainTrace({ tried, person, outcome }: TraceEntry): string {
  const name = person?.displayName ?? say('Somebody');
  switch (tried.source) {
    case 'issue':
      return say(
        'The work item is no longer there, or the app can’t see it, so nobody can decide on it.',
      );
    case 'roleProjectLead':
    case 'issueProjectLead': {
      const project = tried.projectKey;
      if (outcome === 'nobody') return say('{project} has no project lead.', { project });
      if (outcome === 'notKnown') return say('It was not told who leads {project}.', { project });
      const values = { name, project, outcome: outcomes()[outcome] };
      return tried.source === 'roleProjectLead'
        ? say('{name} leads {project}, whose role is asked for, {outcome}.', values)
        : say('{name} leads {project}, the project of this work item, {outcome}.', values);
    }
    case 'named':
      if (outcome === 'nobody') return say('Nobody is named who could decide.');
      if (outcome === 'chosen') return say('{name} is named to decide it.', { name });
      return say('{name} is named to decide it, {outcome}.', {
        name,
        outcome: outcomes()[outcome],
      });
    case 'member': {
      const { group } = tried;
      switch (outcome) {
        case 'nobody':
          return say('Nobody in {group} can act.', { group });
        case 'tooMany':
          return say(
            '{group} has more than {most} people who could be asked, so nobody of it is.',
            {
              group,
              most: MOST_MEMBERS_ASKED,
            },
          );
        case 'notKnown':
          return say('The site did not tell who is in {group}.', { group });
        default:
          return say('{name} is in {group}, {outcome}.', {
            name,
            group,
            outcome: outcomes()[outcome],
          });
      }
    }
    case 'permission': {
      const project = tried.projectKey;
      switch (outcome) {
        case 'nobody':
          return say(
            'Nobody who can act has the permission Decide on access requests in {project}.',
            {
              project,
            },
          );
        case 'tooMany':
          return say(
            'More than {most} people have the permission Decide on access requests in {project}, so none of them is asked.',
            { most: MOST_MEMBERS_ASKED, project },
          );
        case 'notKnown':
          return say(
            'Jira did not tell who has the permission Decide on access requests in {project}.',
            { project },
          );
        default:
          return say(
            '{name} has the permission Decide on access requests in {project}, {outcome}.',
            {
              name,
              project,
              outcome: outcomes()[outcome],
            },
          );
      }
    }
    case 'groupOwner': {
      const { group } = tried;
      if (group === undefined) return say('It is not a group, so it has no owner.');
      if (outcome === 'nobody') return say('No owner is named for {group}.', { group });
      if (outcome === 'notListed') {
        return say('{group} is not listed any more, so nobody decides about it for now.', {
          group,
        });
      }
      return say('{name} owns {group}, {outcome}.', {
        name,
        group,
        outcome: outcomes()[outcome],
      });
    }
    case 'standIn': {
      const values = { name, away: tried.of.displayName };
      return outcome === 'chosen'
        ? say('{name} decides for {away}, who is away.', values)
        : say('{name} was to decide for {away}, who is away, {outcome}.', {
            ...values,
            outcome: outcomes()[outcome],
          });
    }
    case 'fallbackApprover':
      if (outcome === 'nobody') return say('No fallback approver is named.');
      if (tried.afterHours !== undefined && outcome === 'chosen') {
        return say(
          '{name} is a fallback approver and can decide as well, as it was not decided within {hours}.',
          { name, hours: hours(tried.afterHours) },
        );
      }
      return outcome === 'chosen'
        ? say('{name} is a fallback approver and can decide.', { name })
        : say('{name} is a fallback approver {outcome}.', { name, outcome: outcomes()[outcome] });
  }
}

/** What follows the name and the part of whoever was looked at. */
const outcomes = (): Readonly<Record<TraceOutcome, string>> => ({
  chosen: say('and decides'),
  nobody: say('but is not there'),
  tooMany: say('but is one of too many'),
  notKnown: say('but that is not known'),
  notListed: say('but the group is not listed any more'),
  inactive: say('but the account is inactive'),
  away: say('but is away'),
  awayUnknown: say('but it can’t be read who decides for them while they are away'),
  isRequester: say('but made the request'),
  notAPerson: say('but is not a person’s account: apps and customers don’t decide'),
  decidedBefore: say('but decides another stage of it, and nobody is asked twice'),
  gains: say('but would gain from it'),
  gainUnknown: say('but it could not be found out whether they would gain from it'),
  cannotSeeIssue: say('but can’t see this work item'),
  sightUnknown: say('but Jira did not tell whether they see this work item'),
  issueGone: say('but the work item is no longer there'),
});
