import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { SitePerson } from '../../atlassian/atlassian';
import type { Host } from '../host';
import { globalPagePath, MANAGE_APPS } from './app-paths';
import { avatar } from './avatar';
import { commandPalette } from './command-palette';
import { controlsCorner } from './controls-corner';
import { logo } from './logo';
import { unreadCount } from './unread';

export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** What is beside the page, e.g. a project's navigation. */
  readonly sidebar?: Html | undefined;
  readonly wide?: boolean;
}

const THEMES = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['auto', 'Match browser'],
] as const;

/** A page of the host with its navigation, for who is signed in. */
export function layout(host: Host, context: Context, person: SitePerson, page: Page): Html {
  const theme = themeChoice(context);
  const { pathname, search } = new URL(context.req.url);
  const here = `${pathname}${search}`;
  return frameOfPage(
    theme,
    `${page.title} - ${host.platform.atlassian.siteName}`,
    html`
<header class="top">
  <a class="skip" href="#main">Skip to content</a>
  <nav aria-label="Jira">
    <a class="top-link brand" href="/">${logo()} <span>${host.platform.atlassian.siteName} Jira</span></a>
    <a class="top-link" href="/jira/projects">Projects</a>
    <a class="top-link" href="/issues">Search</a>
    <details class="menu">
      <summary class="top-link top-link-more">Apps</summary>
      <ul>
        ${host.modules.globalPages.map(({ key, title }) => html`<li><a href="${globalPagePath(key)}">${title ?? key}</a></li>`)}
        <li><a href="${MANAGE_APPS}">Manage apps</a></li>
      </ul>
    </details>
    <a class="top-link" href="/jira/people">People &amp; groups</a>
    ${host.modules.commands.length === 0 ? '' : html`<button type="button" class="top-link" data-opens="commands" aria-keyshortcuts="Control+K Meta+K">Commands</button>`}
  </nav>
  <div class="top-right">
    <a class="top-link" href="/jira/notifications" data-live="bell">${bell(unreadCount(host, person))}</a>
    <details class="menu menu-right">
      <summary class="top-link" aria-label="Your profile: ${person.displayName}">${avatar(person, 32)}</summary>
      <div class="menu-box">
        <p class="who"><strong>${person.displayName}</strong><br>${person.email}<br><span class="subtle">${person.jobTitle}</span></p>
        <ul>
          <li><a href="/manage-profile">Manage account</a></li>
          <li><a href="/sign-in?next=${encodeURIComponent(here)}">Switch person</a></li>
        </ul>
        <fieldset class="themes">
          <legend>Theme</legend>
          ${THEMES.map(
            ([value, label]) => html`
          <label><input type="radio" name="theme" value="${value}" ${value === theme ? 'checked' : ''}> ${label}</label>`,
          )}
        </fieldset>
        <form method="post" action="/sign-out"><button class="button button-plain">Sign out</button></form>
      </div>
    </details>
  </div>
</header>
<div class="columns${page.sidebar === undefined ? '' : ' with-sidebar'}">
  ${page.sidebar ?? ''}
  <main id="main" tabindex="-1" class="${page.wide === true ? 'wide' : ''}">${page.body}</main>
</div>
<section id="flags" aria-label="Messages from apps"></section>
${commandPalette(host, person)}
${controlsCorner(host, here)}`,
  );
}

export const themeChoice = (context: Context): string => {
  const chosen = getCookie(context, 'jira-theme') ?? 'auto';
  return THEMES.some(([value]) => value === chosen) ? chosen : 'auto';
};

export function frameOfPage(theme: string, title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en" data-theme-choice="${theme}" ${theme === 'auto' ? '' : html`data-color-mode="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/host.css">
<script type="module" src="/assets/page.js"></script>
</head>
<body>
${body}
</body>
</html>`;
}

const bell = (unread: number): Html => html`
<svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true"><path fill="currentColor" d="M8 1a1 1 0 0 0-1 1v.4A4.5 4.5 0 0 0 3.500 6.800V10L2 12v1h12v-1l-1.500-2V6.800A4.500 4.500 0 0 0 9 2.400V2a1 1 0 0 0-1-1m-1.700 13a1.800 1.800 0 0 0 3.400 0z"/></svg>
<span>Notifications</span>${unread === 0 ? '' : html` <b class="count">${unread}<span class="hidden"> unread</span></b>`}`;
