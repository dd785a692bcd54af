import { z } from 'zod';
import type { FailureReason } from '#domain/effects/step';
import { IMPOSSIBLE_REASONS, REFUSED_REASONS } from '#domain/plan/plan';
import { exactly } from './exactly';

type OfTheRun = Exclude<
  FailureReason,
  (typeof REFUSED_REASONS)[number] | (typeof IMPOSSIBLE_REASONS)[number]
>;

/** As an object, so that a reason that is missing here is a type error. */
const ofTheRun: { readonly [Reason in OfTheRun]: Reason } = {
  beyondApprovedPlan: 'beyondApprovedPlan',
  approvalLapsed: 'approvalLapsed',
  approverGains: 'approverGains',
  takenAwaySince: 'takenAwaySince',
  givenSince: 'givenSince',
  siteRefused: 'siteRefused',
  connectionMissing: 'connectionMissing',
  credentialRejected: 'credentialRejected',
  rateLimited: 'rateLimited',
  siteUnavailable: 'siteUnavailable',
  recordRefused: 'recordRefused',
  recordLost: 'recordLost',
  unconfirmed: 'unconfirmed',
  creationUnproved: 'creationUnproved',
};

export const failureReasonSchema = z.union([
  z.enum(REFUSED_REASONS),
  z.enum(IMPOSSIBLE_REASONS),
  z.enum(ofTheRun),
]);
exactly<FailureReason>()(failureReasonSchema);
