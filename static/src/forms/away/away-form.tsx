import './away-form.css';
import type { AwayView } from '#contract/views';
import type { Person } from '#domain/action/person';
import { AWAY_AT_MOST_DAYS } from '#domain/approval/stand-in';
import { DAY, type Instant } from '#domain/lib/time';
import { say } from '#words/say';
import { days } from '#words/time';
import { callAccess } from '../../api/callers';
import { MomentField } from '../../components/moment-field';
import { PersonPicker } from '../../components/person-picker';
import { FormFrame } from '../form-frame';
import { useDraft } from '../use-draft';
import { useForm } from '../use-form';
import { type AwayDraft, awayFaults, awayRules } from './away-draft';

const USUAL_DAYS = 7;

/** Who decides for the reader, from when until when. */
export function AwayForm({
  now,
  onSet,
}: {
  readonly now: Instant;
  readonly onSet: (view: AwayView) => void;
}) {
  const draft = useDraft<AwayDraft>(() => ({
    deputy: [],
    from: now,
    until: now + USUAL_DAYS * DAY,
  }));
  const form = useForm<AwayDraft, AwayView>({
    name: 'away',
    draft,
    rules: awayRules(now),
    faults: awayFaults,
    send: ({ deputy: [chosen], from, until }) =>
      callAccess('access.setAway', { deputyId: chosen?.accountId ?? '', from, until }),
    onDone: onSet,
  });
  const { deputy, from, until } = form.draft;
  return (
    <div class="away-form">
      <FormFrame
        form={form}
        look="stack"
        label={say('While I am away')}
        send={say('Save')}
        sending={say('Saving…')}
      >
        <PersonPicker<Person>
          id={form.idOf('deputy')}
          label={say('Who decides for you')}
          placeholder={deputy.length === 0 ? say('Name or email') : ''}
          help={say('If they are away too, nobody decides in their place.')}
          error={form.problemAt('deputy')}
          single
          search={(query) => callAccess('access.searchPeople', { query })}
          picked={deputy}
          onChange={(picked) => form.change({ deputy: picked })}
        />
        <MomentField
          id={form.idOf('from')}
          label={say('Away from')}
          at={from}
          error={form.problemAt('from')}
          onChange={(at) => form.change({ from: at })}
        />
        <MomentField
          id={form.idOf('until')}
          label={say('Back on')}
          at={until}
          help={say('For {days} at most.', { days: days(AWAY_AT_MOST_DAYS) })}
          error={form.problemAt('until')}
          onChange={(at) => form.change({ until: at })}
        />
      </FormFrame>
    </div>
  );
}
