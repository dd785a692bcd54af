import { say } from '#words/say';
import { Choice } from '../../components/choice';
import { NumberField } from '../../components/number-field';

/** For whom the policy names: what is asked for is taken at once, before anybody decides, and ends by itself within hours. */
export function GlassAsk({
  id,
  hours,
  most,
  error,
  onChange,
}: {
  readonly id: string;
  /** As typed; undefined: somebody decides. */
  readonly hours: string | undefined;
  readonly most: number;
  readonly error: string | undefined;
  readonly onChange: (hours: string | undefined) => void;
}) {
  return (
    <fieldset class="field">
      <legend class="field-label">{say('Emergency')}</legend>
      <Choice
        kind="checkbox"
        checked={hours !== undefined}
        help={say(
          'For yourself alone. Everybody who would have decided is told at once, and somebody has to review it after.',
        )}
        onChange={(checked) => onChange(checked ? String(most) : undefined)}
      >
        {say('Break glass: I need this now, before anybody decides')}
      </Choice>
      {hours !== undefined && (
        <NumberField
          id={id}
          label={say('For how long')}
          help={say('It ends by itself. It can’t be prolonged so.')}
          unit={say('hours')}
          most={most}
          error={error}
          value={hours}
          onChange={onChange}
        />
      )}
    </fieldset>
  );
}
