import { nameEntitlement } from '../access-names';
import { say } from '../say';
import { missingWords, stuckWords } from '../stuck-words';
import { duration } from '../time';
import type { EventOf, WordsOf } from './event-words';
import { withSiteWords } from './with-site-words';

type GrantKinds =
  | 'grant.ended'
  | 'grant.returned'
  | 'grant.takenBack'
  | 'grant.notToRenew'
  | 'grant.mayRenew'
  | 'grant.overdue'
  | 'grant.missing'
  | 'grant.thereAgain';

export const grantEvents: WordsOf<GrantKinds> = {
  'grant.ended': {
    name: () => say('Access ended'),
    sentence: (actor, event) => tellEnd(actor, event),
  },
  'grant.returned': {
    name: () => say('Access returned'),
    sentence: (actor, event) =>
      say('{actor} returned {access}.', { actor, access: accessOf(event) }),
  },
  'grant.takenBack': {
    name: () => say('Access removed early'),
    sentence: (actor, event) => {
      const values = { actor, access: accessOf(event) };
      switch (event.right) {
        case 'approved':
          return say('{actor}, who had approved it, ended {access} before its time.', values);
        case 'decides':
          return say(
            '{actor}, who would decide on it now, ended {access} before its time.',
            values,
          );
        case 'admin':
          return say('{actor}, as a Jira admin, ended {access} before its time.', values);
      }
    },
  },
  'grant.notToRenew': {
    name: () => say('Not to be renewed'),
    sentence: (actor, event) => {
      const values = { actor, access: accessOf(event), reason: event.reason };
      switch (event.right) {
        case 'approved':
          return say(
            '{actor}, who had approved it, said that {access} is not to be renewed: “{reason}”',
            values,
          );
        case 'decides':
          return say(
            '{actor}, who would decide on it now, said that {access} is not to be renewed: “{reason}”',
            values,
          );
        case 'admin':
          return say(
            '{actor}, as a Jira admin, said that {access} is not to be renewed: “{reason}”',
            values,
          );
      }
    },
  },
  'grant.mayRenew': {
    name: () => say('May be renewed again'),
    sentence: (actor, event) => {
      const values = { actor, access: accessOf(event) };
      switch (event.right) {
        case 'approved':
          return say('{actor}, who had approved it, allowed {access} to be renewed again.', values);
        case 'decides':
          return say(
            '{actor}, who would decide on it now, allowed {access} to be renewed again.',
            values,
          );
        case 'admin':
          return say('{actor}, as a Jira admin, allowed {access} to be renewed again.', values);
      }
    },
  },
  'grant.overdue': {
    name: () => say('Access overdue'),
    sentence: (actor, event) =>
      say('{actor} has not been able to end {access} for {duration}: {why}.', {
        actor,
        access: accessOf(event),
        duration: duration(event.at - event.since),
        why: withSiteWords(stuckWords(event.cause).why, event.siteMessage),
      }),
  },
  'grant.missing': {
    name: () => say('Access missing'),
    sentence: (actor, event) => tellMissing(actor, event),
  },
  'grant.thereAgain': {
    name: () => say('Missing access there again'),
    sentence: (actor, event) =>
      say('{actor} found that {access} is there again. It had been missing for {duration}.', {
        actor,
        access: accessOf(event),
        duration: duration(event.at - event.missingSince),
      }),
  },
};

function tellMissing(actor: string, event: EventOf<'grant.missing'>): string {
  const access = accessOf(event);
  const why = withSiteWords(missingWords(event.cause).why, event.siteMessage);
  // The first is told as soon as it is so.
  return event.at === event.since
    ? say(
        '{actor} could not give back {access}, which it had taken away beside an approval: {why}.',
        {
          actor,
          access,
          why,
        },
      )
    : say(
        '{actor} has not been able to give back {access} for {duration}, which it had taken away beside an approval: {why}.',
        { actor, access, duration: duration(event.at - event.since), why },
      );
}

function tellEnd(actor: string, event: EventOf<'grant.ended'>): string {
  const access = accessOf(event);
  const late = event.lateBy === undefined ? undefined : duration(event.lateBy);
  switch (event.why) {
    case 'expired':
      return late === undefined
        ? say('{actor} took back {access}, because its time was over.', { actor, access })
        : say('{actor} took back {access}, because its time was over, {late} late.', {
            actor,
            access,
            late,
          });
    case 'revoked':
      return late === undefined
        ? say('{actor} revoked {access}.', { actor, access })
        : say('{actor} revoked {access}, {late} late.', { actor, access, late });
    case 'superseded':
      return say('{actor} noted that {access} now goes on under another request.', {
        actor,
        access,
      });
    case 'outlasted':
      return say(
        '{actor} noted that the term of {access} was over, and that it went on under another request.',
        { actor, access },
      );
    case 'goneByHand':
      return say('{actor} found that somebody had taken away {access}.', { actor, access });
    case 'leaver':
      return say('{actor} ended {access}, because the account of whoever had it was closed.', {
        actor,
        access,
      });
    case 'returned':
      return say('{actor} ended {access}, because it was returned.', { actor, access });
    case 'takenBack':
      return say('{actor} ended {access}, because it was removed early.', { actor, access });
    case 'workItemDone':
      return late === undefined
        ? say('{actor} took back {access}, because its work item was done.', { actor, access })
        : say('{actor} took back {access}, because its work item was done, {late} late.', {
            actor,
            access,
            late,
          });
    case 'workItemDeleted':
      return late === undefined
        ? say('{actor} took back {access}, because its work item was deleted.', { actor, access })
        : say('{actor} took back {access}, because its work item was deleted, {late} late.', {
            actor,
            access,
            late,
          });
    case 'notGivenBack':
      return say(
        '{actor} ended {access}: it was not there any more, and what is allowed now does not let the app give it back.',
        { actor, access },
      );
    case 'notProlonged':
      return say(
        '{actor} did not let {access} last as long as was approved: another request gave it, and what is allowed now, or is not known, does not let the app prolong it.',
        { actor, access },
      );
  }
}

const accessOf = ({ subject, entitlement }: EventOf<GrantKinds>) =>
  say('{name}’s place in {what}', {
    name: subject.displayName,
    what: nameEntitlement(entitlement),
  });
