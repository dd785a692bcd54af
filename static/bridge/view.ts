import type { view } from '@forge/bridge';
import { getCallBridge } from '../../node_modules/@forge/bridge/out/bridge.js';

export { close } from '../../node_modules/@forge/bridge/out/view/close.js';
export { createHistory } from '../../node_modules/@forge/bridge/out/view/createHistory.js';
export { theme } from '../../node_modules/@forge/bridge/out/view/theme.js';

/** The package's own also makes the locale one that it supports, for which it brings all of its i18n. */
export const getContext: typeof view.getContext = () =>
  getCallBridge()('getContext') as ReturnType<typeof view.getContext>;
