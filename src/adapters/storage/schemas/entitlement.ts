import { z } from 'zod';
import type {
  AccountEntitlement,
  Entitlement,
  ExistingEntitlement,
  GroupEntitlement,
  NewGroupEntitlement,
  RoleEntitlement,
} from '#domain/action/entitlement';
import { PRODUCTS } from '#domain/action/product';
import { exactly } from './exactly';
import { list, record } from './record';

export const groupEntitlementFields = {
  kind: z.literal('group'),
  groupId: z.string(),
  name: z.string(),
};

const group = record<GroupEntitlement>()(groupEntitlementFields);
const role = record<RoleEntitlement>()({
  kind: z.literal('role'),
  projectId: z.string(),
  projectKey: z.string(),
  projectName: z.string(),
  roleId: z.string(),
  name: z.string(),
});

export const existingEntitlementSchema = z.discriminatedUnion('kind', [group, role]);
exactly<ExistingEntitlement>()(existingEntitlementSchema);

export const entitlementSchema = z.discriminatedUnion('kind', [
  group,
  role,
  record<NewGroupEntitlement>()({ kind: z.literal('newGroup'), name: z.string() }),
  record<AccountEntitlement>()({
    kind: z.literal('account'),
    products: list(z.enum(PRODUCTS)),
  }),
]);
exactly<Entitlement>()(entitlementSchema);
