import { commentOperations } from './comments';
import { creatingProjectOperations } from './creating-projects';
import { expressionOperations } from './expressions';
import { groupMemberOperations } from './group-members';
import { groupOperations } from './groups';
import { instanceOperations } from './instance';
import { issueOperations } from './issues';
import { notifyOperations } from './notify';
import type { Operation } from './operation';
import { panelOperations } from './panels';
import { permissionOperations } from './permissions';
import { projectRoleOperations } from './project-roles';
import { projectOperations } from './projects';
import { propertyOperations } from './properties';
import { searchOperations } from './search';
import { taskOperations } from './tasks';
import { userSearchOperations } from './user-search';
import { userOperations } from './users';

/** Every operation that is answered. Longer paths come before the ones whose parameters take them in. */
export const OPERATIONS: readonly Operation[] = [
  ...groupMemberOperations,
  ...groupOperations,
  ...userSearchOperations,
  ...userOperations,
  ...projectOperations,
  ...creatingProjectOperations,
  ...projectRoleOperations,
  ...permissionOperations,
  ...expressionOperations,
  ...notifyOperations,
  ...propertyOperations,
  ...commentOperations,
  ...issueOperations,
  ...panelOperations,
  ...searchOperations,
  ...taskOperations,
  ...instanceOperations,
];
