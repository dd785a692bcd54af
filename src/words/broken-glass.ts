import type { Approval } from '#domain/approval/approval';
import type { ReviewVerdict } from '#domain/audit/review-verdict';
import { GLASS_HOURS_MOST, GLASS_PLACES_MOST } from '#domain/policy/break-glass';
import type { NoGlassBecause } from '#domain/policy/judge-break-glass';
import type { Explanation } from './explanation';
import { listClauses } from './listing';
import { say } from './say';

/** A version of the policy by which somebody broke the glass, and who enabled it. */
export const enabledPolicy = (version: number, enabledBy: string): string =>
  say('version {version} of the access policy, enabled by {name},', { version, name: enabledBy });

export function enabledBy(approvals: readonly Pick<Approval, 'decisions'>[]): string {
  const all = approvals.flatMap(({ decisions }) =>
    decisions.flatMap((one) =>
      one.decision === 'brokeGlass' ? enabledPolicy(one.policyVersion, one.by.displayName) : [],
    ),
  );
  return listClauses([...new Set(all)]);
}

/** Within a sentence. */
export function reviewVerdict(verdict: ReviewVerdict): string {
  switch (verdict) {
    case 'inOrder':
      return say('it was in order');
    case 'notInOrder':
      return say('it was not in order');
  }
}

/** Why somebody can't take something before anybody decides. */
export function explainNoGlass(because: NoGlassBecause): Explanation {
  return {
    what: say('You can’t break the glass for this.'),
    why: whyNoGlass(because),
    next:
      because === 'termNotShort'
        ? say('Choose {hours, plural, one {# hour} other {# hours}} or fewer.', {
            hours: GLASS_HOURS_MOST,
          })
        : say('Ask for it without breaking the glass: somebody decides about it.'),
  };
}

function whyNoGlass(because: NoGlassBecause): string {
  switch (because) {
    case 'notNamed':
      return say('The access policy doesn’t name you among those who may.');
    case 'notSigned':
      return say(
        'Nobody has signed this version of the access policy: a Jira admin has to save it.',
      );
    case 'signerGains':
      return say(
        'Whoever saved the access policy gains nothing by it, and this may give them something.',
      );
    case 'signerGone':
      return say(
        'Whoever saved the access policy can’t sign in any more: a Jira admin has to save it.',
      );
    case 'notForThemself':
      return say(
        'It only adds you yourself to groups and roles: nothing for others, nothing is created, and nothing is taken away.',
      );
    case 'tooMany':
      return say(
        'More than {count, plural, one {# group or role} other {# groups and roles}} are asked for.',
        {
          count: GLASS_PLACES_MOST,
        },
      );
    case 'termNotShort':
      return say('It lasts for {hours, plural, one {# hour} other {# hours}} at most.', {
        hours: GLASS_HOURS_MOST,
      });
    case 'notNow':
      return say('It begins at once.');
    case 'prolongs':
      return say('You have some of it already, and breaking the glass prolongs nothing.');
    case 'notOpened':
      return say('The access policy doesn’t name it among what may be taken so.');
    case 'administersSite':
      return say('It administers the site or Jira.');
    case 'membersDecide':
      return say('Members of the group decide about requests.');
    case 'membersGet':
      return say('Members of the group get something without approval.');
    case 'notKnown':
      return say('It is not known what it gives.');
    case 'notToBeRenewed':
      return say('Somebody has said that it is not to be renewed.');
    case 'reviewOpen':
      return say('You have taken it so before, and nobody has closed the review of that.');
  }
}
