// biome-ignore lint/performance/noBarrelFile: what manifest.yml names has to be exported from here
export { work } from './entry/consumers/work';
export { access } from './entry/resolvers/access';
export { admin } from './entry/resolvers/admin';
export { context } from './entry/resolvers/context';
export { contextStatus } from './entry/resolvers/context-status';
export { request } from './entry/resolvers/form';
export { panel } from './entry/resolvers/panel';
export { sweep } from './entry/schedules/sweep';
export { issueChanged } from './entry/triggers/issue-changed';
export { uninstall } from './entry/triggers/uninstall';
