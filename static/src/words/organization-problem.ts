import type { OrganizationProblem } from '#domain/organization/organization';
import type { Explanation } from './explanation';
import { listNames } from './listing';
import { wait } from './time';

export type OrganizationField = 'organizationId' | 'key';

export function explainOrganization(problem: OrganizationProblem): Explanation {
  switch (problem.code) {
    case 'badOrganizationId':
      return {
        what: 'That isn’t an organization ID.',
        why: 'It looks like 6665fc2d-4644-44c8-a32c-68b1c9e0aa11, and stands in the address of your organization: admin.atlassian.com/o/ID.',
        next: 'Copy the ID that Atlassian shows together with the new key, or the address of the page.',
      };
    case 'personalToken':
      return {
        what: 'That is a personal API token.',
        why: 'It belongs to an account and connects the site. The organization does not accept it.',
        next: 'Create an API key of the organization: admin.atlassian.com > Settings > API keys.',
      };
    case 'keyRejected':
      return {
        what: 'The organization does not accept this key.',
        why: 'It is mistyped, has expired or was revoked.',
        next: 'Copy it again, without spaces, or create a new one at admin.atlassian.com > Settings > API keys.',
      };
    case 'keyNotAllowed':
      return {
        what: 'This key may not do what it is for.',
        why: 'It is a key with scopes, and Atlassian has no scopes for all of it; or the organization’s IP allowlist shuts the app out.',
        next: 'Create a key without scopes. If it stays so, ask your organization admin about the IP allowlist.',
      };
    case 'noSuchOrganization':
      return {
        what: 'There is no organization with this ID.',
        why: 'The ID is mistyped, or the key belongs to another organization.',
        next: 'Copy the ID that Atlassian shows together with the key.',
      };
    case 'otherOrganization':
      return {
        what: `The connected site isn’t one of this organization (${problem.name}).`,
        why:
          problem.sites.length === 0
            ? 'Its sites are others.'
            : `Its sites are ${listNames(problem.sites, 'and')}.`,
        next: 'Create the key in the organization that your site belongs to.',
      };
    case 'rateLimited':
      return {
        what: 'Too many requests.',
        why: 'Atlassian limits how many calls an organization’s API takes in a short time.',
        next:
          problem.retryAfterSeconds === undefined
            ? 'Try again in a few minutes. What you typed stays here.'
            : `Try again in ${wait(problem.retryAfterSeconds)}. What you typed stays here.`,
      };
    case 'networkFailure':
      return {
        what: 'The organization’s API could not be reached.',
        why: 'The network between Atlassian Forge and api.atlassian.com failed, or it is down.',
        next: 'See status.atlassian.com and try again in a few minutes. What you typed stays here.',
      };
    case 'unexpectedAnswer':
      return {
        what: `Atlassian gave an answer that was not expected (status ${problem.status}).`,
        why: 'The organization’s API has a fault, or something has answered in its place.',
        next: 'Try again in a few minutes. If it stays so, tell our support team the status.',
      };
  }
}

/** Where the fault most likely sits; undefined where it is in neither field. */
export function faultyOrganizationField(
  problem: OrganizationProblem,
): OrganizationField | undefined {
  switch (problem.code) {
    case 'badOrganizationId':
    case 'noSuchOrganization':
      return 'organizationId';
    case 'personalToken':
    case 'keyRejected':
    case 'keyNotAllowed':
    case 'otherOrganization':
      return 'key';
    case 'rateLimited':
    case 'networkFailure':
    case 'unexpectedAnswer':
      return undefined;
  }
}
