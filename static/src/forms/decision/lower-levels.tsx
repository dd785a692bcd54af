import './leave-out.css';
import type { LevelsBelowView, LowerLevelView, RequestView } from '#contract/views';
import { type ExistingEntitlement, isExisting } from '#domain/action/entitlement';
import { nameEntitlement } from '#words/access-names';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import type { RequestCaller } from '../../api/request-caller';
import { Choice } from '../../components/choice';
import { ErrorMessage } from '../../components/error-message';
import { useLoad } from '../../components/use-load';
import { isGivable, type LessDraft, levelOf, stepsOf, withLevel } from './less';

export interface LowerLevelsProps {
  readonly call: RequestCaller;
  readonly request: RequestView;
  readonly less: LessDraft;
  readonly onChange: (less: LessDraft) => void;
}

/** What can be given in the place of the levels of bundles that were asked for: the same as to leave out what is not in it. */
export function LowerLevels({ call, request, less, onChange }: LowerLevelsProps) {
  const { id, revision, bundles } = request;
  const hasLevels = bundles.some(({ levelId }) => levelId !== undefined);
  const load = useLoad(
    hasLevels ? () => call('request.levels', { requestId: id }) : undefined,
    JSON.stringify([id, revision]),
  );
  return (
    <>
      {load.value
        ?.filter(({ levels }) => levels.length > 0)
        .map((of) => (
          <Below key={of.bundleId} request={request} of={of} less={less} onChange={onChange} />
        ))}
      <ErrorMessage error={load.error} onRetry={load.reload}>
        <span>
          {say('So it is not known which lower levels there are. Lines can be left out.')}
        </span>
      </ErrorMessage>
    </>
  );
}

function Below({
  request,
  of,
  less,
  onChange,
}: Pick<LowerLevelsProps, 'request' | 'less' | 'onChange'> & { readonly of: LevelsBelowView }) {
  const { bundleId, asked, levels } = of;
  const chosen = levelOf(less, bundleId);
  const name = `level-${request.id}-${bundleId}`;
  return (
    <fieldset class="leave-out lower-levels">
      <legend class="field-label">{say('A lower level in place of {asked}', { asked })}</legend>
      <Choice
        kind="radio"
        name={name}
        checked={chosen === undefined}
        onChange={() => onChange(withLevel(less, bundleId, undefined))}
      >
        {say('{asked}, as asked for', { asked })}
      </Choice>
      {levels.filter(isGivable).map((level) => (
        <Choice
          key={level.levelId}
          kind="radio"
          name={name}
          checked={chosen?.levelId === level.levelId}
          help={say('without {names}', { names: namesOf(accessIn(request, level.leftOut)) })}
          onChange={() => onChange(withLevel(less, bundleId, level))}
        >
          <bdi>{level.name}</bdi>
        </Choice>
      ))}
      {levels
        .filter((level) => !isGivable(level))
        .map((level) => (
          <p key={level.levelId} class="field-help">
            {whyNot(level)}
          </p>
        ))}
    </fieldset>
  );
}

const namesOf = (all: readonly ExistingEntitlement[]): string =>
  listNames(all.map(nameEntitlement));

/** What these steps are about. */
function accessIn(request: RequestView, steps: readonly number[]): readonly ExistingEntitlement[] {
  return request.changes.flatMap(({ entitlement }, place) => {
    const [first, end] = stepsOf(request, place);
    const isMeant = steps.some((step) => step >= first && step < end);
    return isMeant && isExisting(entitlement) ? [entitlement] : [];
  });
}

/** Why a level can't be given in the place of a higher one. */
function whyNot({ name, notAskedFor, ofOthers }: LowerLevelView): string {
  const { groups, others } = notAskedFor;
  if (groups.length > 0) {
    return say(
      '{level} is not offered: it gives {names}, which was not asked for. It can be asked for anew.',
      { level: name, names: namesOf(groups) },
    );
  }
  if (others > 0) {
    return say(
      '{level} is not offered: it gives {count, plural, one {# role or group} other {# roles or groups}} that {count, plural, one {was} other {were}} not asked for. It can be asked for anew.',
      { level: name, count: others },
    );
  }
  return ofOthers.length > 0
    ? say('{level} is not offered: {names} would have to go, which others decide.', {
        level: name,
        names: namesOf(ofOthers),
      })
    : say('{level} is not offered: nothing of what is asked for would go.', { level: name });
}
