import type { SiteAnswer } from '../../rest/answer';
import { redactAnswer, redactor, secretsOf } from './redact-answer';

/**
 * What requests are authorized by, and what takes it out of their answers. All forms that a site may echo a secret in are
 * looked for, and made once: many an answer of a busy site is a refusal.
 */
export class Authorization {
  private clean: ((text: string) => string) | undefined;

  /** As the header has it. */
  constructor(readonly header: string) {}

  redact(answer: SiteAnswer): SiteAnswer {
    this.clean ??= redactor(secretsOf(this.header));
    return redactAnswer(answer, this.clean);
  }
}
