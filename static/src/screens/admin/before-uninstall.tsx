import { say } from '#words/say';
import { Disclosed } from '../../components/disclosed';
import { lazy } from '../../components/lazy';
import { Section } from '../../components/section';

const Leaving = lazy<object>(() => import('./leaving').then((part) => part.Leaving));

/** What an admin should see to before the app goes. `isOpen`: something of it goes on, or was over lately. */
export function BeforeUninstall({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <Section id="before-uninstall-title" title={say('Before you uninstall')} kind="page">
      <p>
        {say(
          'Once Multiplier is uninstalled, nobody takes back what it gave for a time: whoever has that keeps it. See who that would be, and end it before.',
        )}
      </p>
      <Disclosed label={say('Who would keep access')} open={isOpen}>
        {() => <Leaving />}
      </Disclosed>
    </Section>
  );
}
