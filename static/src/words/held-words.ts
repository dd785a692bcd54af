import type { HeldStandingView } from '#contract/views';
import type { EndOfGrant } from '#domain/grant/grant';
import { nameTerm, untilWorkItem } from '#words/access-names';
import type { StateWords } from '#words/request-state';
import { say } from '#words/say';
import { missingWords, stuckWords } from '#words/stuck-words';
import { dateAndTime } from '#words/time';

/** How access stands, in a word, with a shape beside the colour. */
export function heldLabel({ state }: HeldStandingView): StateWords {
  switch (state) {
    case 'stays':
    case 'active':
      return { label: say('Active'), tone: 'success', icon: 'check' };
    case 'ending':
      return { label: say('Ending'), tone: 'progress', icon: 'spinner' };
    case 'overdue':
      return { label: say('Access overdue'), tone: 'warning', icon: 'warning' };
    case 'missing':
      return { label: say('Not there'), tone: 'warning', icon: 'warning' };
    case 'unproved':
    case 'unconfirmed':
      return { label: say('Not proved'), tone: 'warning', icon: 'warning' };
    case 'ended':
      return { label: say('Ended'), tone: 'neutral', icon: 'minus' };
  }
}

/** Until when, or since when it is over and why. */
export function heldUntil(standing: HeldStandingView): string {
  switch (standing.state) {
    case 'stays':
      return nameTerm({ kind: 'permanent' });
    case 'active':
      return active(standing);
    case 'ending':
      if (standing.returned === true) {
        return say('You returned it on {time}, and it is being taken back.', {
          time: dateAndTime(standing.at),
        });
      }
      if (standing.takenBack === true) {
        return say('It was removed early on {time}, and is being taken back.', {
          time: dateAndTime(standing.at),
        });
      }
      return say('It was due to end on {time}, and is being taken back.', {
        time: dateAndTime(standing.at),
      });
    case 'overdue':
      return overdue(standing);
    case 'missing':
      return missing(standing);
    case 'unproved':
      return say('It can’t be proved that this app gave it: the app does not take it away.');
    case 'unconfirmed':
      return say('The app may have given it: the site did not answer, and has not shown it since.');
    case 'ended':
      return ended(standing.why, dateAndTime(standing.at));
  }
}

function active({ at, workItem }: Extract<HeldStandingView, { state: 'active' }>): string {
  const time = dateAndTime(at);
  if (workItem === undefined) return say('Until {time}, then it is taken back', { time });
  if (workItem.key !== undefined) return untilWorkItem(workItem.key, at);
  return say(
    'Until the work item in which it was asked for is done, at the latest {time}, then it is taken back',
    { time },
  );
}

type Overdue = Extract<HeldStandingView, { state: 'overdue' }>;

function overdue({ at, cause, returned, takenBack }: Overdue): string {
  const time = dateAndTime(at);
  if (returned === true) return returnedAndThere(time, cause);
  if (takenBack === true) return takenBackAndThere(time, cause);
  if (cause === undefined) return say('It was due to end on {time}, and is ended next.', { time });
  const { why, remedy } = stuckWords(cause);
  return say('It was due to end on {time}, and could not be ended: {why}. {remedy}', {
    time,
    why,
    remedy,
  });
}

function missing({ at, cause }: Extract<HeldStandingView, { state: 'missing' }>): string {
  const time = dateAndTime(at);
  if (cause === undefined)
    return say('It has not been there since {time}, and is given back next.', { time });
  const { why, remedy } = missingWords(cause);
  return say(
    'It has not been there since {time}: it was to be given back, and could not be: {why}. {remedy}',
    { time, why, remedy },
  );
}

function returnedAndThere(time: string, cause: Overdue['cause']): string {
  if (cause === undefined)
    return say('You returned it on {time}, and it is taken back next.', { time });
  const { why, remedy } = stuckWords(cause);
  return say('You returned it on {time}, and it could not be taken back: {why}. {remedy}', {
    time,
    why,
    remedy,
  });
}

function takenBackAndThere(time: string, cause: Overdue['cause']): string {
  if (cause === undefined)
    return say('It was removed early on {time}, and is taken back next.', { time });
  const { why, remedy } = stuckWords(cause);
  return say('It was removed early on {time}, and could not be taken back: {why}. {remedy}', {
    time,
    why,
    remedy,
  });
}

function ended(why: EndOfGrant, time: string): string {
  switch (why) {
    case 'expired':
      return say('Its time was over on {time}.', { time });
    case 'revoked':
      return say('A request took it away on {time}.', { time });
    case 'superseded':
    case 'outlasted':
      return say('It has gone on under another request since {time}.', { time });
    case 'goneByHand':
      return say('Somebody else had taken it away, as was found on {time}.', { time });
    case 'notGivenBack':
      return say('It was gone on {time}, and is not allowed any more. Ask again to have it.', {
        time,
      });
    case 'notProlonged':
      return say('On {time}, it was not allowed to last longer.', { time });
    case 'returned':
      return say('You returned it: it ended on {time}.', { time });
    case 'takenBack':
      return say('It was removed early: it ended on {time}.', { time });
    case 'workItemDone':
      return say('Its work item was done: it ended on {time}.', { time });
    case 'workItemDeleted':
      return say('Its work item was deleted: it ended on {time}.', { time });
    case 'leaver':
      return say('It ended on {time}, as an account was closed.', { time });
  }
}
