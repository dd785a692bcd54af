import './audit.css';
import { useState } from 'preact/hooks';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Section } from '../../components/section';
import { AllRequests } from './all-requests';
import { Figures } from './figures';
import { NamedRequests } from './named-requests';
import type { BarOpened, RequestsProps } from './requests-props';

/** Requests of all work items, and what they say together. */
export function Requests(props: RequestsProps) {
  const [opened, setOpened] = useState<BarOpened | undefined>(undefined);
  return (
    <div class="stack">
      {opened === undefined ? (
        <AllRequests {...props} />
      ) : (
        <NamedRequests
          key={opened.title}
          {...props}
          opened={opened}
          onClose={() => setOpened(undefined)}
        />
      )}
      <Section id="figures-title" title={say('At a glance')} kind="wide">
        <Figures read={() => callAdmin('admin.figures', {})} onOpen={setOpened} />
      </Section>
    </div>
  );
}
