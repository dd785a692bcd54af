import { SiteFailure } from '#ports/site-failure';

/** Jira's words where it will not do it however often it is asked; undefined for what may pass, or is no answer of it. */
export function whyRefused(error: unknown): string | undefined {
  return error instanceof SiteFailure && !error.retryable ? error.message : undefined;
}
