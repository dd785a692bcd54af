/**
 * What `@forge/bridge` is in the build (vite.config.ts): the parts of it that the screens use. The package's
 * own index would bring its i18n, its feature flags and their dependencies into the first view, ten times the
 * size of the panel. These are the package's own files, unmodified; the build refuses a part that is not here.
 */
export { invoke } from '../../node_modules/@forge/bridge/out/invoke/invoke.js';
export { Modal } from '../../node_modules/@forge/bridge/out/modal/modal.js';
export { router } from '../../node_modules/@forge/bridge/out/router/router.js';
export * as i18n from './i18n';
export * as view from './view';
