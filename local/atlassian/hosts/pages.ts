const page = (status: number, title: string, text: string, headers: Record<string, string> = {}) =>
  new Response(
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
    { status, headers: { 'content-type': 'text/html;charset=UTF-8', ...headers } },
  );

export const deadLink = (): Response =>
  page(404, 'Oops, you’ve found a dead link', 'Go back to the previous page.');

export const noSuchSite = (): Response =>
  page(
    404,
    'Your Atlassian Cloud site is currently unavailable',
    'There is no site at this address, or it has been removed.',
  );

export const siteSuspended = (): Response =>
  page(
    503,
    'This site is suspended',
    'Its subscription has ended. A billing contact can renew it.',
  );
