import type { ListRoundView } from '#contract/views';
import type { ListRound } from '#domain/projection/list-round';

export function listRoundView(round: ListRound): ListRoundView {
  const { beganAt, endedAt, isAsked = false, looked, mended, failed } = round;
  return { beganAt, endedAt, isAsked, looked, mended, failed };
}
