import { parseArgs } from 'node:util';
import type { Login } from './real-site';

export interface Options {
  readonly url: string;
  readonly login: Login;
  readonly writes: boolean;
}

/** What to print in place of asking. */
export interface Instead {
  readonly says: string;
  readonly exitCode: 0 | 2;
}

const USAGE = `npm run conformance -- --site https://NAME.atlassian.net [--write]

Holds a real site against docs/local-fidelity.md, rule by rule. It changes nothing.

  --site URL  the site; or http://localhost:PORT, where npm start has the local one
  --write     also tries what changes something, in a group and a project that it makes for that and takes
              away again

Your email and API token are read from ATLASSIAN_EMAIL and ATLASSIAN_TOKEN. The token is one without scopes, of an
account that administers the site: id.atlassian.com > Security > API tokens.`;

const wrong = (what: string): Instead => ({ says: `${what}\n\n${USAGE}`, exitCode: 2 });

/** Reads what stands behind `npm run conformance --`, and who asks from the environment. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options | Instead {
  let values: { readonly site?: string; readonly write?: boolean; readonly help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        site: { type: 'string' },
        write: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error)) throw error;
    return wrong(error.message);
  }
  if (values.help === true) return { says: USAGE, exitCode: 0 };
  const url = siteIn(values.site ?? '');
  if (url === undefined) return wrong('Name the site by its address.');
  const { ATLASSIAN_EMAIL: email = '', ATLASSIAN_TOKEN: token = '' } = environment;
  if (email.trim() === '' || token.trim() === '')
    return wrong('ATLASSIAN_EMAIL or ATLASSIAN_TOKEN is missing.');
  return {
    url,
    login: { email: email.trim(), token: token.trim() },
    writes: values.write === true,
  };
}

/** A token goes nowhere unencrypted, but to this machine. */
function siteIn(text: string): string | undefined {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address === undefined || address.username !== '' || address.password !== '') return undefined;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isHere)) return undefined;
  return address.origin;
}
