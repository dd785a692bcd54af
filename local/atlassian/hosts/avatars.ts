import { createHash } from 'node:crypto';
import { escapeHtml } from '../rest/highlight';
import type { Site } from '../site/site';

/** Each dark enough for white letters. */
const COLOURS = [
  '#0055cc',
  '#5e4db2',
  '#943d73',
  '#ae2a19',
  '#974f0c',
  '#216e4e',
  '#1d7f8c',
  '#44546f',
];

const colourOf = (seed: string) =>
  COLOURS[(createHash('sha256').update(seed).digest()[0] ?? 0) % COLOURS.length] ?? COLOURS[0];

const initialsOf = (name: string) => {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)];
  return letters.map((word) => (word ?? '').slice(0, 1).toUpperCase()).join('');
};

const svg = (shape: string, letters: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img">${shape}<text x="24" y="24" dy="0.36em" text-anchor="middle" font-family="sans-serif" font-size="18" font-weight="600" fill="#ffffff">${escapeHtml(letters)}</text></svg>`;

/** Pictures of people (round) and projects (square), drawn from their names. */
export function avatarAnswer(site: Site, pathname: string): Response {
  const [, projectKey] = /^\/avatars\/projects\/([^/]+)\.svg$/.exec(pathname) ?? [];
  const [, accountId] = /^\/avatars\/([^/]+)\.svg$/.exec(pathname) ?? [];
  const project = site.projects.byKey(decodeURIComponent(projectKey ?? ''));
  const person = site.people.byId(decodeURIComponent(accountId ?? ''));
  const drawing =
    project !== undefined
      ? svg(
          `<rect width="48" height="48" rx="6" fill="${colourOf(project.key)}"/>`,
          project.key.slice(0, 2),
        )
      : person !== undefined
        ? svg(
            `<circle cx="24" cy="24" r="24" fill="${colourOf(person.accountId)}"/>`,
            initialsOf(person.displayName),
          )
        : undefined;
  if (drawing === undefined) return new Response('', { status: 404 });
  return new Response(drawing, {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' },
  });
}
