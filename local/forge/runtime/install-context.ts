import type { Installation } from '../forge';

/** How Forge names the place where an app is installed. */
export const installContextOf = ({ cloudId }: Installation) => `ari:cloud:jira::site/${cloudId}`;
