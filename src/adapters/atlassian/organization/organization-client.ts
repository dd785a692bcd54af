import type { z } from 'zod';
import type { Clock } from '#ports/clock';
import type { EffectAnswer } from '#ports/provisioner';
import { SiteFailure } from '#ports/site-failure';
import type { SiteAnswer } from '../../rest/answer';
import { type Classified, classify } from '../../rest/classify';
import { effectAnswerOf } from '../../rest/effect-answer-of';
import { noAnswer, REJECTED } from '../../rest/failure-of';
import { type Found, readAs } from '../../rest/read-as';
import { readPatiently } from '../../rest/read-patiently';
import { Authorization } from '../answer/authorization';
import { NoAnswer, sendRequest } from '../client/send-request';
import type { OrganizationAccess } from './organization-access';

export interface OrganizationCall {
  readonly method: 'GET' | 'POST';
  readonly version: 'v1' | 'v2';
  /** Under /admin/{version}/orgs/{orgId}, with `{}` for each of `at`. */
  readonly path: string;
  readonly at?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Tried =
  | { readonly kind: 'answered'; readonly answer: SiteAnswer; readonly is: Classified }
  | { readonly kind: 'noAnswer'; readonly notSent: boolean };

/** One request to the organization's administration, neither paced nor repeated. */
export async function tryOrganization(
  clock: Clock,
  { organizationId, key }: OrganizationAccess,
  call: OrganizationCall,
): Promise<Tried> {
  const { method, version, path, at = [], query = {}, body } = call;
  let next = 0;
  const filled = path.replace(/\{\}/g, () => encodeURIComponent(at[next++] ?? ''));
  const parameters = new URLSearchParams(query).toString();
  const url = `https://api.atlassian.com/admin/${version}/orgs/${encodeURIComponent(organizationId)}${filled}`;
  try {
    const answer = await sendRequest({
      method,
      url: parameters === '' ? url : `${url}?${parameters}`,
      authorization: new Authorization(`Bearer ${key}`),
      // Even where the document names no body, a POST without one is refused with 415 (recorded).
      ...(method === 'GET' ? {} : { body: body ?? {} }),
    });
    return { kind: 'answered', answer, is: classify(answer, clock.now()) };
  } catch (error) {
    if (error instanceof NoAnswer) return { kind: 'noAnswer', notSent: error.notSent };
    throw error;
  }
}

export interface OrganizationClientOptions {
  readonly clock: Clock;
  readonly open: () => Promise<OrganizationAccess | undefined>;
}

/** The administration of the connected site's organization. A person waits for each of its calls. */
export class OrganizationClient {
  constructor(private readonly options: OrganizationClientOptions) {}

  /** Whether there is a key to ask with. */
  async hasKey(): Promise<boolean> {
    return (await this.options.open()) !== undefined;
  }

  /** Reads and parses; undefined for what is not there. Throws SiteFailure for any other answer. */
  async read<T>(call: OrganizationCall, schema: z.ZodType<T>): Promise<T | undefined> {
    const { clock } = this.options;
    const access = await this.access();
    return readPatiently({ clock }, async () =>
      resultOf(await tryOrganization(clock, access, call), schema),
    );
  }

  /**
   * Sends an effect once. `isAlreadySo` looks whether the organization already is as the effect would make it:
   * where a refusal may have meant just that, and where the answer was lost.
   */
  async effect(call: OrganizationCall, isAlreadySo: () => Promise<boolean>): Promise<EffectAnswer> {
    const tried = await tryOrganization(this.options.clock, await this.access(), call);
    const answer = answerOf(tried);
    if (answer.answer === 'credentialRejected')
      return { ...answer, message: REJECTED.organization };
    if (answer.answer !== 'maybeAlreadySo' && answer.answer !== 'unconfirmed') return answer;
    const { message } = answer;
    const lost = answer.answer === 'unconfirmed';
    try {
      if (await isAlreadySo()) return { answer: lost ? 'done' : 'alreadySo' };
      return { answer: 'refused', message, retryable: lost };
    } catch (error) {
      if (!(error instanceof SiteFailure)) throw error;
      return { answer: 'unconfirmed', message, lost };
    }
  }

  private async access(): Promise<OrganizationAccess> {
    const access = await this.options.open();
    if (access !== undefined) return access;
    throw new SiteFailure('forbidden', 'There is no organization API key.', false);
  }
}

function resultOf<T>(tried: Tried, schema: z.ZodType<T>): Found<T> | SiteFailure {
  return tried.kind === 'noAnswer'
    ? noAnswer('organization', !tried.notSent)
    : readAs(tried.answer, tried.is, schema, 'organization');
}

function answerOf(tried: Tried): ReturnType<typeof effectAnswerOf> {
  if (tried.kind === 'answered') return effectAnswerOf(tried.is);
  return tried.notSent
    ? { answer: 'refused', message: 'Forge did not let the call out.', retryable: false }
    : { answer: 'unconfirmed', message: 'The organization did not answer.', lost: true };
}
