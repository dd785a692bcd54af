import { z } from 'zod';
import type {
  Connection,
  ConnectionHealth,
  CredentialProblem,
} from '#domain/connection/connection';
import type { ConnectedOrganization } from '#domain/organization/organization';
import { exactly } from './exactly';
import { personSchema } from './person';
import { list, maybe, record } from './record';

type Problem<Code extends CredentialProblem['code']> = Extract<CredentialProblem, { code: Code }>;
type Is<State extends ConnectionHealth['state']> = Extract<ConnectionHealth, { state: State }>;

const credentialProblemSchema = z.discriminatedUnion('code', [
  record<Problem<'wrongEmailOrToken'>>()({ code: z.literal('wrongEmailOrToken') }),
  record<Problem<'tokenExpiredOrRevoked'>>()({ code: z.literal('tokenExpiredOrRevoked') }),
  record<Problem<'organizationKey'>>()({ code: z.literal('organizationKey') }),
  record<Problem<'scopesMissing'>>()({
    code: z.literal('scopesMissing'),
    scopes: list(z.string()),
  }),
  record<Problem<'notAdministrator'>>()({
    code: z.literal('notAdministrator'),
    displayName: z.string(),
  }),
  record<Problem<'captchaRequired'>>()({ code: z.literal('captchaRequired') }),
  record<Problem<'ipNotAllowed'>>()({ code: z.literal('ipNotAllowed') }),
  record<Problem<'siteSuspended'>>()({ code: z.literal('siteSuspended') }),
  record<Problem<'noSuchSite'>>()({ code: z.literal('noSuchSite'), host: z.string() }),
  record<Problem<'otherSite'>>()({ code: z.literal('otherSite'), host: z.string() }),
  record<Problem<'siteMoved'>>()({ code: z.literal('siteMoved'), to: z.string() }),
  record<Problem<'rateLimited'>>()({
    code: z.literal('rateLimited'),
    retryAfterSeconds: maybe(z.number()),
  }),
  record<Problem<'networkFailure'>>()({ code: z.literal('networkFailure') }),
  record<Problem<'unexpectedAnswer'>>()({
    code: z.literal('unexpectedAnswer'),
    status: z.int(),
  }),
]);
exactly<CredentialProblem>()(credentialProblemSchema);

const doubt = {
  since: z.int(),
  checkedAt: z.int(),
  problem: credentialProblemSchema,
  // Earlier records know nothing of looks: the next one is due at once.
  looks: z.int().default(1),
  nextLookAt: z.int().default(0),
};

const healthSchema = z.discriminatedUnion('state', [
  record<Is<'working'>>()({ state: z.literal('working'), checkedAt: z.int() }),
  record<Is<'suspect'>>()({ state: z.literal('suspect'), ...doubt }),
  record<Is<'failing'>>()({
    state: z.literal('failing'),
    failure: z.string().exactOptional(),
    ...doubt,
  }),
]);
exactly<ConnectionHealth>()(healthSchema);

const organizationSchema = record<ConnectedOrganization>()({
  id: z.string(),
  name: z.string(),
  keyId: z.string(),
  connectedAt: z.int(),
  connectedBy: personSchema,
});
exactly<ConnectedOrganization>()(organizationSchema);

export const connectionSchema = record<Connection>()({
  id: z.string(),
  revision: z.int(),
  instanceUrl: z.string(),
  cloudId: z.string(),
  siteName: z.string(),
  email: z.string(),
  credentialId: z.string(),
  actsAs: personSchema,
  tokenKind: z.enum(['unscoped', 'scoped']),
  connectedAt: z.int(),
  connectedBy: personSchema,
  health: healthSchema,
  organization: organizationSchema.exactOptional(),
});
exactly<Connection>()(connectionSchema);

const withoutNames = z.looseObject({
  id: z.string(),
  organization: z.looseObject({ id: z.string() }).optional(),
});

/** Version 1 kept its secrets under the ids of the site and the organization: those are their names. */
export function nameSecrets(old: unknown): unknown {
  const { id, organization, ...rest } = withoutNames.parse(old);
  return {
    ...rest,
    id,
    credentialId: id,
    ...(organization === undefined
      ? {}
      : { organization: { ...organization, keyId: organization.id } }),
  };
}
