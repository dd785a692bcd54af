import { useState } from 'preact/hooks';
import type { PersonalDataView } from '#contract/views';
import { DAY } from '#domain/lib/time';
import type { FailingReport, Reporting } from '#domain/personal/reporting';
import { say } from '#words/say';
import { days } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Facts } from '../../components/facts';
import { Loaded } from '../../components/loaded';
import { sayWithElements } from '../../components/say-with-elements';
import { Section } from '../../components/section';
import { SectionMessage } from '../../components/section-message';
import { useLoad } from '../../components/use-load';
import { When } from '../../components/when';
import { RetentionForm } from '../../forms/retention/retention-form';

/** What is stored of people, when Atlassian was told of it, and for how long it is kept. */
export function PersonalData() {
  const load = useLoad(() => callAdmin('personal.load', {}));
  const [saved, setSaved] = useState(false);
  return (
    <Section
      id="personal-title"
      title={say('Personal data')}
      kind="page"
      beside={
        <Button
          kind="subtle"
          icon="refresh"
          busy={load.loading && load.value !== undefined ? say('Loading…') : undefined}
          onClick={load.reload}
        >
          {say('Refresh')}
        </Button>
      }
    >
      <p>
        {say(
          'Multiplier stores account IDs, names and profile pictures of people in requests, in who holds what, in the access policy and in the audit; email addresses only where somebody typed one to ask, and that of the connection’s API token. All of it is in Forge’s storage of this site.',
        )}
      </p>
      <p class="subtle">
        {say(
          'Once a week Multiplier tells Atlassian whose data it stores. Whoever has closed their account is then erased from everything, and shown as a former user with a random name; whoever has a new name is renamed.',
        )}
      </p>
      <Loaded load={load}>
        {(view) => (
          <LoadedPersonalData
            key={view.now}
            view={view}
            onTyped={() => setSaved(false)}
            onSaved={() => {
              setSaved(true);
              load.reload();
            }}
          />
        )}
      </Loaded>
      <p class="subtle" role="status">
        {saved ? say('Saved.') : ''}
      </p>
    </Section>
  );
}

function LoadedPersonalData({
  view,
  onTyped,
  onSaved,
}: {
  readonly view: PersonalDataView;
  readonly onTyped: () => void;
  readonly onSaved: () => void;
}) {
  const { reporting, now } = view;
  return (
    <>
      {reporting.failing !== undefined && <NotReported failing={reporting.failing} now={now} />}
      <Facts>
        <dt>{say('Last report to Atlassian')}</dt>
        <dd>
          <LastReport reporting={reporting} now={now} />
        </dd>
        <dt>{say('Reported again')}</dt>
        <dd>
          {say('each account after {time}', { time: days(Math.round(reporting.cycle / DAY)) })}
        </dd>
        <dt>{say('Closed accounts erased')}</dt>
        <dd>{reporting.erased}</dd>
      </Facts>
      <Section id="retention-title" title={say('How long finished records are kept')} kind="box">
        <RetentionForm keepDays={view.keepDays} onTyped={onTyped} onSaved={onSaved} />
      </Section>
    </>
  );
}

function LastReport({ reporting, now }: { readonly reporting: Reporting; readonly now: number }) {
  const { last } = reporting;
  if (last === undefined)
    return say('none yet; the first is sent within an hour after data is stored');
  return (
    <span>
      {sayWithElements('{when}: {count, plural, one {# account} other {# accounts}}', {
        when: <When at={last.at} now={now} />,
        count: last.accounts,
      })}
    </span>
  );
}

function NotReported({ failing, now }: { readonly failing: FailingReport; readonly now: number }) {
  return (
    <SectionMessage
      tone="warning"
      title={say('Multiplier can’t report to Atlassian whose data it stores')}
    >
      <p>
        {failing.problem === 'refused'
          ? sayWithElements(
              'The report has been refused since {when}. If the app was updated, somebody may have to agree to its new permissions under Apps > Manage apps.',
              { when: <When at={failing.since} now={now} /> },
            )
          : sayWithElements(
              'The report has got no answer since {when}. It is tried again by itself; there is nothing for you to do.',
              { when: <When at={failing.since} now={now} /> },
            )}
      </p>
    </SectionMessage>
  );
}
