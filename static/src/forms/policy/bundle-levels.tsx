import { useRef, useState } from 'preact/hooks';
import { LEVELS_MAX } from '#contract/limits';
import { POLICY_NAME_MAX } from '#domain/policy/rule-name';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { TextField } from '../../components/text-field';
import { ContentsField, type ContentsFieldProps } from './bundle-contents';
import {
  type BundleDraft,
  type LevelDraft,
  movedLevel,
  newLevel,
  withLevel,
  withoutLevel,
} from './bundle-draft';
import { type BundleProblems, bundleFieldId } from './bundle-problems';

export interface BundleLevelsProps extends Pick<ContentsFieldProps, 'listed' | 'roles'> {
  readonly bundle: BundleDraft;
  readonly problems: BundleProblems;
  readonly onChange: (bundle: BundleDraft) => void;
}

/** How much of a bundle can be asked for: from the lowest level to the highest, each with what is in it. */
export function BundleLevels(props: BundleLevelsProps) {
  const { bundle, onChange } = props;
  const { id, levels } = bundle;
  const [moved, setMoved] = useState<string>();
  const adder = useRef<HTMLButtonElement>(null);
  const add = () => {
    const level = newLevel(crypto.randomUUID());
    onChange(withLevel(bundle, level));
    // Once it is drawn, it is filled in from the top.
    setTimeout(() => document.getElementById(bundleFieldId(id, `level-${level.id}-name`))?.focus());
  };
  const move = (level: LevelDraft, by: 1 | -1) => {
    onChange(movedLevel(bundle, level.id, by));
    setMoved(level.id);
    // Whoever goes on moving it by the same key does so, until it can go no further.
    setTimeout(() => {
      const there = moverId(level.id, by);
      const other = moverId(level.id, by === 1 ? -1 : 1);
      (buttonIn(there) ?? buttonIn(other))?.focus();
    });
  };
  const place = levels.findIndex((level) => level.id === moved);
  return (
    <div class="stack">
      {levels.length > 0 && (
        <p class="field-help">
          {say(
            'One level is chosen, the lowest first. Each has all that is in it: what is to be in a higher one too is chosen there as well.',
          )}
        </p>
      )}
      {levels.map((level, at) => (
        <LevelEditor
          key={level.id}
          {...props}
          level={level}
          place={at}
          onMove={(by) => move(level, by)}
          onRemove={() => {
            adder.current?.focus();
            onChange(withoutLevel(bundle, level.id));
          }}
        />
      ))}
      <span role="status" class="hidden">
        {place >= 0 &&
          say('Level {place} of {count} now.', { place: place + 1, count: levels.length })}
      </span>
      <div>
        <Button
          buttonRef={adder}
          onClick={add}
          disabledReason={
            levels.length < LEVELS_MAX
              ? undefined
              : say('A bundle has {most} levels at most.', { most: LEVELS_MAX })
          }
        >
          {levels.length === 0 ? say('Give it levels') : say('Add a higher level')}
        </Button>
      </div>
    </div>
  );
}

function LevelEditor({
  bundle,
  level,
  place,
  listed,
  roles,
  problems,
  onChange,
  onMove,
  onRemove,
}: BundleLevelsProps & {
  readonly level: LevelDraft;
  readonly place: number;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}) {
  const { id, levels } = bundle;
  const field = (part: 'name' | 'contents') => `level-${level.id}-${part}` as const;
  const put = (over: Partial<LevelDraft>) =>
    onChange({
      ...bundle,
      levels: levels.map((one) => (one.id === level.id ? { ...one, ...over } : one)),
    });
  const title = titleOfLevel(level, place);
  return (
    <fieldset>
      <legend>{legendOf(place, levels.length)}</legend>
      <TextField
        id={bundleFieldId(id, field('name'))}
        label={say('Name of the level')}
        help={place === 0 ? say('Read after that of the bundle: “read only”.') : undefined}
        error={problems.get(field('name'))}
        most={POLICY_NAME_MAX}
        value={level.name}
        onChange={(name) => put({ name })}
      />
      <ContentsField
        id={bundleFieldId(id, field('contents'))}
        label={say('What is in the level')}
        contents={level.contents}
        listed={listed}
        roles={roles}
        error={problems.get(field('contents'))}
        onChange={(contents) => put({ contents })}
      />
      <div class="row">
        {place > 0 && (
          <span id={moverId(level.id, -1)}>
            <Button kind="subtle" onClick={() => onMove(-1)}>
              {say('Make “{level}” lower', { level: title })}
            </Button>
          </span>
        )}
        {place < levels.length - 1 && (
          <span id={moverId(level.id, 1)}>
            <Button kind="subtle" onClick={() => onMove(1)}>
              {say('Make “{level}” higher', { level: title })}
            </Button>
          </span>
        )}
        <Button kind="subtle" onClick={onRemove}>
          {say('Remove the level “{level}”', { level: title })}
        </Button>
      </div>
    </fieldset>
  );
}

function legendOf(place: number, count: number): string {
  if (count === 1) return say('Its level');
  if (place === 0) return say('Level 1, the lowest');
  const number = place + 1;
  return place === count - 1
    ? say('Level {number}, the highest', { number })
    : say('Level {number}', { number });
}

const titleOfLevel = ({ name }: LevelDraft, place: number) =>
  name.trim() === '' ? say('Level {number}', { number: place + 1 }) : name;

const moverId = (levelId: string, by: 1 | -1) => `level-${levelId}-${by === 1 ? 'up' : 'down'}`;

const buttonIn = (id: string): HTMLElement | null | undefined =>
  document.getElementById(id)?.querySelector('button');
