import { html } from 'hono/html';
import type { WireCall } from '../../forge/forge';
import type { Host } from '../host';

const KILLS = [
  ['never', 'Never'],
  ['kill', 'Before its next change to a site'],
  ['killAfter', 'After its next change to a site, before it hears the answer'],
] as const;

type Kill = (typeof KILLS)[number][0];

const isChange = ({ target }: WireCall) => /^egress (?!GET|HEAD)/.test(target);

/** What the app's worker has been told to fall to, of every host that is open. */
const chosenKill = new WeakMap<Host, Kill>();

/** What goes wrong on purpose. */
export function faultControls(host: Host) {
  const { atlassian, forge } = host.platform;
  const kill = chosenKill.get(host) ?? 'never';
  return html`
<section class="card" aria-labelledby="faults-title">
  <h2 id="faults-title">Faults</h2>
  <h3>Of the site</h3>
  <ul class="switches">${atlassian.faults.presets().map((preset) =>
    switchOf({
      name: 'preset',
      value: preset.key,
      label: preset.label,
      text: preset.description,
      on: preset.on,
    }),
  )}</ul>
  <h3>Of Forge</h3>
  <div data-live="forge-faults">
  <ul class="switches">
    ${switchOf({
      name: 'forge',
      value: 'duplicate-events',
      label: 'Events come twice',
      text: 'Everything in the queue is delivered twice.',
      on: forge.faults.duplicateEvents,
    })}
    ${switchOf({
      name: 'forge',
      value: 'absence',
      label: 'What is not there meets no condition',
      text: 'A transaction that wants an attribute not to be there is refused where the whole record isn’t: no document says which is true.',
      on: forge.faults.absenceMeetsNothing,
    })}
    ${switchOf({
      name: 'forge',
      value: 'lose-push',
      label: 'The next push is lost',
      text: 'The queue accepts the app’s next push and forgets it.',
      on: forge.faults.loseNextPushes > 0,
    })}
  </ul>
  <form method="post" action="/local/faults">
    <input type="hidden" name="kind" value="kill">
    <fieldset class="choices">
      <legend>The app’s worker is killed</legend>
      ${KILLS.map(([value, label]) => html`<label><input type="radio" name="kill" value="${value}" data-sends ${value === kill ? 'checked' : ''}> ${label}</label>`)}
    </fieldset>
  </form>
  </div>
</section>`;
}

interface Switch {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly text: string;
  readonly on: boolean;
}

const switchOf = ({ name, value, label, text, on }: Switch) => html`
<li><form method="post" action="/local/faults">
  <input type="hidden" name="kind" value="${name}"><input type="hidden" name="key" value="${value}">
  <label><input type="checkbox" name="on" value="yes" data-sends ${on ? 'checked' : ''}> <strong>${label}</strong></label>
  <span class="subtle">${text}</span>
</form></li>`;

/** Does what a form of the controls says. */
export function switchFault(host: Host, form: Readonly<Record<string, unknown>>): void {
  const { atlassian, forge } = host.platform;
  const on = form.on === 'yes';
  if (form.kind === 'preset') atlassian.faults.setPreset(String(form.key), on);
  if (form.kind === 'forge' && form.key === 'duplicate-events') forge.faults.duplicateEvents = on;
  if (form.kind === 'forge' && form.key === 'absence') forge.faults.absenceMeetsNothing = on;
  if (form.kind === 'forge' && form.key === 'lose-push') forge.faults.loseNextPushes = on ? 1 : 0;
  if (form.kind === 'kill')
    setKill(host, form.kill === 'kill' || form.kill === 'killAfter' ? form.kill : 'never');
}

/** Strikes once, then all is well again. */
function setKill(host: Host, kill: Kill): void {
  const { faults } = host.platform.forge;
  chosenKill.set(host, kill);
  if (kill === 'never') {
    faults.onWireCall = undefined;
    return;
  }
  faults.onWireCall = (call) => {
    if (!isChange(call)) return 'go';
    setKill(host, 'never');
    return kill;
  };
}
