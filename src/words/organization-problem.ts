import type { OrganizationProblem } from '#domain/organization/organization';
import type { Explanation } from './explanation';
import { listNames } from './listing';
import { say } from './say';
import { tryAgainAfter } from './try-again-after';

export type OrganizationField = 'organizationId' | 'key';

export function explainOrganization(problem: OrganizationProblem): Explanation {
  switch (problem.code) {
    case 'badOrganizationId':
      return {
        what: say('That isn’t an organization ID.'),
        why: say(
          'It looks like 6665fc2d-4644-44c8-a32c-68b1c9e0aa11, and is in the address of your organization: admin.atlassian.com/o/ID.',
        ),
        next: say(
          'Copy the ID that Atlassian shows together with the new key, or the address of the page.',
        ),
      };
    case 'personalToken':
      return {
        what: say('That is a personal API token.'),
        why: say(
          'It belongs to an account and connects the site. The organization does not accept it.',
        ),
        next: say(
          'Create an API key of the organization: admin.atlassian.com > Settings > API keys.',
        ),
      };
    case 'keyRejected':
      return {
        what: say('The organization does not accept this key.'),
        why: say('It is mistyped, has expired or was revoked.'),
        next: say(
          'Copy it again, without spaces, or create a new one at admin.atlassian.com > Settings > API keys.',
        ),
      };
    case 'keyNotAllowed':
      return {
        what: say('This key lacks the rights it needs.'),
        why: say(
          'It is a key with scopes, and Atlassian has no scopes for all of it; or the organization’s IP allowlist blocks the app.',
        ),
        next: say(
          'Create a key without scopes. If that does not help, ask your organization admin about the IP allowlist.',
        ),
      };
    case 'noSuchOrganization':
      return {
        what: say('There is no organization with this ID.'),
        why: say('The ID is mistyped, or the key belongs to another organization.'),
        next: say('Copy the ID that Atlassian shows together with the key.'),
      };
    case 'otherOrganization':
      return {
        what: say('The connected site isn’t one of this organization ({name}).', {
          name: problem.name,
        }),
        why:
          problem.sites.length === 0
            ? say('It has other sites, not yours.')
            : say('Its sites are {names}.', { names: listNames(problem.sites, 'and') }),
        next: say('Create the key in the organization that your site belongs to.'),
      };
    case 'rateLimited':
      return {
        what: say('Too many requests.'),
        why: say('Atlassian limits how many calls an organization’s API takes in a short time.'),
        next: tryAgainAfter(problem.retryAfterSeconds),
      };
    case 'networkFailure':
      return {
        what: say('The organization’s API could not be reached.'),
        why: say(
          'The network between Atlassian Forge and api.atlassian.com failed, or it is down.',
        ),
        next: say(
          'See status.atlassian.com and try again in a few minutes. What you typed stays here.',
        ),
      };
    case 'unexpectedAnswer':
      return {
        what: say('Atlassian gave an answer that was not expected (status {status}).', {
          status: problem.status,
        }),
        why: say('The organization’s API has a fault, or something has answered in its place.'),
        next: say(
          'Try again in a few minutes. If that does not help, tell our support team the status.',
        ),
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
