import { z } from 'zod';
import type { Entitlement, GroupEntitlement, RoleEntitlement } from '#domain/action/entitlement';
import { record } from './record';

export const groupEntitlementFields = {
  kind: z.literal('group'),
  groupId: z.string(),
  name: z.string(),
};

export const entitlementSchema = z.discriminatedUnion('kind', [
  record<GroupEntitlement>()(groupEntitlementFields),
  record<RoleEntitlement>()({
    kind: z.literal('role'),
    projectId: z.string(),
    projectKey: z.string(),
    projectName: z.string(),
    roleId: z.string(),
    name: z.string(),
  }),
]) satisfies z.ZodType<Entitlement>;
