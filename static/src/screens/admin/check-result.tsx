import type { Answer } from '#contract/answer';
import type { CheckFinding, InstallationCheck } from '#domain/installation/installation-check';
import type { Instant } from '#domain/lib/time';
import { ErrorMessage } from '../../components/error-message';
import { Lozenge } from '../../components/lozenge';
import {
  labelOfFinding,
  whatWasSeen,
  whyNotTried,
  wordsOfCheck,
} from '../../words/installation-check-words';

const LOOKS = {
  asExpected: { tone: 'success', icon: 'check' },
  otherWay: { tone: 'neutral', icon: 'info' },
  differs: { tone: 'danger', icon: 'warning' },
  notTried: { tone: 'neutral', icon: 'minus' },
} as const;

/** What is tried, what it means, and what came of it; nothing of that before it was tried. */
export function CheckResult({
  check,
  answer,
  now,
}: {
  readonly check: InstallationCheck;
  readonly answer: Answer<CheckFinding> | undefined;
  readonly now: Instant;
}) {
  const { title, meaning, todo } = wordsOfCheck(check);
  const found = answer?.ok === true ? answer.value : undefined;
  const isOther = found?.finding === 'differs' || found?.finding === 'otherWay';
  const seen = found !== undefined && 'seen' in found ? found.seen : undefined;
  return (
    <li class="check stack-tight">
      <div class="row">
        <h3>{title}</h3>
        {found !== undefined && (
          <Lozenge {...LOOKS[found.finding]}>{labelOfFinding(found)}</Lozenge>
        )}
      </div>
      <p>{meaning}</p>
      {seen !== undefined && <p class="subtle">{whatWasSeen(seen, now)}</p>}
      {found?.finding === 'notTried' && <p class="subtle">{whyNotTried(found.why)}</p>}
      {found?.finding === 'differs' && found.said !== undefined && (
        <p>
          <bdi>{found.said}</bdi>
        </p>
      )}
      {isOther && <p>{todo}</p>}
      {answer?.ok === false && <ErrorMessage error={answer.error} />}
    </li>
  );
}
