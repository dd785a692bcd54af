import { Hono } from 'hono';
import { html } from 'hono/html';
import { TimeIsOver } from '../../machine/clock';
import type { Host } from '../host';
import { leapButtons } from './controls-corner';
import { forPerson } from './for-person';
import { accountControls, changeAccount } from './local-accounts';
import { faultControls, switchFault } from './local-faults';
import { isLanguage, languageControls } from './local-language';
import { changePermission, permissionControls } from './local-permissions';
import { appLog, exchanges, policyReports, queue, schedule, storage } from './local-views';
import { exactMoment } from './moment';
import { outsideClients } from './outside-clients';
import { ownPath } from './own-path';

/** What is not Jira's: the platform's time, its faults, and what goes on inside. */
export function localPages(host: Host): Hono {
  const { clock } = host.platform;
  const app = new Hono();

  app.get(
    '/local',
    forPerson(host, (person) => ({
      title: 'Local controls',
      wide: true,
      body: html`
<h1>Local controls</h1>
<section class="card" aria-labelledby="time-title">
  <h2 id="time-title">Time</h2>
  <p data-live="time">It is ${exactMoment(clock.now())}, ${aheadText(clock.offset)}.</p>
  ${leapButtons('/local')}
  <form method="post" action="/local/advance" class="form-row">
    <input type="hidden" name="next" value="/local">
    <label class="field">Advance by hours <input name="hours" type="number" min="0.1" step="any" required></label>
    <button class="button">Advance</button>
  </form>
</section>
${languageControls(person, host.platform.manifest.translations)}
${outsideClients(host)}
${accountControls(host)}
${permissionControls(host)}
${faultControls(host)}
${queue(host)}
${schedule(host)}
${appLog(host)}
${exchanges(host)}
${storage(host)}
${policyReports(host)}`,
    })),
  );

  app.post(
    '/local/advance',
    forPerson(host, async (_person, context) => {
      const form = await context.req.parseBody();
      const milliseconds =
        form.hours === undefined ? Number(form.milliseconds) : Number(form.hours) * 3_600_000;
      if (!Number.isFinite(milliseconds) || milliseconds <= 0) {
        return context.text('Time only goes forward.', 400);
      }
      try {
        await clock.advance(Math.round(milliseconds));
      } catch (error) {
        if (!(error instanceof TimeIsOver)) throw error;
        return context.text(error.message, 400);
      }
      return context.redirect(ownPath(form.next), 303);
    }),
  );

  app.post(
    '/local/language',
    forPerson(host, async (person, context) => {
      const { locale } = await context.req.parseBody();
      if (!isLanguage(locale, host.platform.manifest.translations))
        return context.text('Not a language that is offered here.', 400);
      host.platform.atlassian.directory.setLocale(person.accountId, locale);
      return context.redirect('/local#language-title', 303);
    }),
  );

  app.post(
    '/local/accounts',
    forPerson(host, async (_person, context) => {
      const problem = changeAccount(host, await context.req.parseBody());
      if (problem !== undefined) return context.text(problem, 400);
      return context.redirect('/local#accounts-title', 303);
    }),
  );

  app.post(
    '/local/permissions',
    forPerson(host, async (_person, context) => {
      const problem = changePermission(host, await context.req.parseBody());
      if (problem !== undefined) return context.text(problem, 400);
      return context.redirect('/local#permissions-title', 303);
    }),
  );

  app.post(
    '/local/faults',
    forPerson(host, async (_person, context) => {
      switchFault(host, await context.req.parseBody());
      return context.redirect('/local#faults-title', 303);
    }),
  );

  app.post(
    '/local/schedule',
    forPerson(host, async (_person, context) => {
      const form = await context.req.parseBody();
      await host.platform.forge.scheduler.run(String(form.moduleKey));
      return context.redirect('/local#schedule-title', 303);
    }),
  );
  return app;
}

function aheadText(offset: number): string {
  if (offset === 0) return 'the machine’s own time';
  const hours = offset / 3_600_000;
  return hours < 48
    ? `${Math.round(hours * 10) / 10} hours ahead of the machine`
    : `${Math.round(hours / 2.4) / 10} days ahead of the machine`;
}
