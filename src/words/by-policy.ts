import type { Approval } from '#domain/approval/approval';
import type { PeopleBecause } from '#domain/policy/decided-by-policy';
import { listClauses } from './listing';
import { say } from './say';

/** A version of the policy, and who signed it. */
export const signedPolicy = (version: number, signedBy: string): string =>
  say('version {version} of the access policy, which {name} signed', { version, name: signedBy });

/** All by which something of a request was decided. */
export function signedPolicies(approvals: readonly Pick<Approval, 'decisions'>[]): string {
  const all = approvals.flatMap(({ decisions }) =>
    decisions.flatMap((one) =>
      one.decision === 'byPolicy' ? signedPolicy(one.policyVersion, one.by.displayName) : [],
    ),
  );
  return listClauses([...new Set(all)]);
}

/** Why people decide, though every rule about it has the policy decide; within a sentence. */
export function peopleBecause(why: PeopleBecause): string {
  switch (why) {
    case 'notSigned':
      return say('nobody has signed this version of the policy: an admin has to save it');
    case 'notPlain':
      return say(
        'a policy only adds people who are known to be meant to listed groups and to roles: it creates and takes nothing, and gives groups nothing',
      );
    case 'groupProtected':
      return say('the group is protected');
    case 'givesProduct':
      return say('the group gives a product, and costs a seat');
    case 'administers':
      return say('it administers a project');
    case 'membersDecide':
      return say('members of the group decide about requests');
    case 'notKnown':
      return say(
        'it is not known whether it is protected, costs a seat or administers a project: on a site with more than 20 projects, that is not found out of a group',
      );
    case 'notToBeRenewed':
      return say('somebody has said that it is not to be renewed');
    case 'tooMany':
      return say('more than 500 changes are asked for at once');
    case 'signerGains':
      return say('whoever signed the policy asks for it, or may get something by it');
    case 'signerGone':
      return say('whoever signed the policy can’t sign in any more');
  }
}
