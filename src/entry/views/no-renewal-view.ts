import type { NoRenewalView } from '#contract/views';
import type { NoRenewal } from '#domain/grant/no-renewal';

export function noRenewalView(note: NoRenewal): NoRenewalView;
export function noRenewalView(note: NoRenewal | undefined): NoRenewalView | undefined;
export function noRenewalView(note: NoRenewal | undefined): NoRenewalView | undefined {
  return note && { by: note.by, at: note.at, reason: note.reason };
}
