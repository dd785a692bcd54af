import { expect, test } from 'vitest';
import type { AccessApi, AdminApi, ContextApi, FormApi, PanelApi } from '#contract/api';
import { holds, type Same } from '#domain/lib/same';
import type { RequestCaller } from './request-caller';

// Never called: the bridge is there in a frame only.
declare const callPanel: typeof import('./callers').callPanel;
declare const callForm: typeof import('./callers').callForm;
declare const callContext: typeof import('./callers').callContext;
declare const callAccess: typeof import('./callers').callAccess;
declare const callAdmin: typeof import('./callers').callAdmin;

/** Held by the compiler: a line below that compiles is an error where it says it may not. */
test('a surface can call its own keys, and name none of another', () => {
  holds<Same<Parameters<typeof callPanel>[0], keyof PanelApi>>();
  holds<Same<Parameters<typeof callForm>[0], keyof FormApi>>();
  holds<Same<Parameters<typeof callContext>[0], keyof ContextApi>>();
  holds<Same<Parameters<typeof callAccess>[0], keyof AccessApi>>();
  holds<Same<Parameters<typeof callAdmin>[0], keyof AdminApi>>();
  const written = [
    () => callPanel('panel.load', { issueId: '20001' }),
    () => callAdmin('admin.load', {}),
    // @ts-expect-error a key of the admin's
    () => callPanel('admin.load', {}),
    // @ts-expect-error a key of the panel's
    () => callAdmin('request.get', { requestId: '1' }),
    // @ts-expect-error a key of the Access page's
    () => callPanel('access.load', {}),
    // @ts-expect-error a key of the panel's
    () => callAccess('panel.load', { issueId: '20001' }),
    // @ts-expect-error not what the key takes
    () => callPanel('panel.load', { issue: '20001' }),
  ];
  expect(written).toHaveLength(7);
});

test('what several surfaces show of a request takes the call of each, and names no key that one of them lacks', () => {
  const handed = [
    (): RequestCaller => callPanel,
    (): RequestCaller => callAccess,
    // @ts-expect-error it can't decide
    (): RequestCaller => callForm,
    // @ts-expect-error a key of the panel's alone
    (call: RequestCaller) => call('request.retry', { requestId: '1' }),
  ];
  expect(handed).toHaveLength(4);
});
