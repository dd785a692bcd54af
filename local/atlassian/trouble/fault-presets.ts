import type { FaultRule } from '../atlassian';
import { withNulls } from './with-nulls';

export interface FaultPreset {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly rule: FaultRule;
  /** Whether the n-th call that the rule matches is struck, counted from one. */
  readonly strikes: (call: number) => boolean;
}

const always = () => true;
/** Two of three calls fail: whoever goes on trying gets through. */
const twoOfThree = (call: number) => call % 3 !== 0;
const everyThird = (call: number) => call % 3 === 1;

const RATE_LIMITED = JSON.stringify({ errorMessages: ['Rate limit exceeded.'], errors: {} });
const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };

export const FAULT_PRESETS: readonly FaultPreset[] = [
  {
    key: 'rate-limited',
    label: 'Too fast',
    description: 'Two of three calls with the token answer 429 and ask to wait a second.',
    rule: {
      via: 'token',
      effect: {
        kind: 'answer',
        status: 429,
        headers: {
          ...JSON_TYPE,
          'retry-after': '1',
          'ratelimit-reason': 'jira-burst-based',
          'x-ratelimit-limit': '100',
          'x-ratelimit-remaining': '0',
        },
        body: RATE_LIMITED,
      },
    },
    strikes: twoOfThree,
  },
  {
    key: 'rate-limited-silently',
    label: 'Too fast, without Retry-After',
    description: 'Two of three calls with the token answer 429 and don’t say how long to wait.',
    rule: {
      via: 'token',
      effect: { kind: 'answer', status: 429, headers: JSON_TYPE, body: RATE_LIMITED },
    },
    strikes: twoOfThree,
  },
  {
    key: 'unavailable',
    label: 'Unavailable now and then',
    description: 'Two of three calls with the token answer 503 with a page instead of JSON.',
    rule: {
      via: 'token',
      effect: {
        kind: 'answer',
        status: 503,
        headers: { 'content-type': 'text/html;charset=UTF-8' },
        body: '<html><body><h1>503 Service Unavailable</h1></body></html>',
      },
    },
    strikes: twoOfThree,
  },
  {
    key: 'slow',
    label: 'Slow',
    description: 'Every call with the token takes three seconds longer.',
    rule: { via: 'token', effect: { kind: 'delay', milliseconds: 3_000 } },
    strikes: always,
  },
  {
    key: 'lost-answers',
    label: 'Answers get lost',
    description: 'Every third change is made, and the connection breaks before its answer arrives.',
    rule: { via: 'token', method: 'POST', effect: { kind: 'reset', when: 'after' } },
    strikes: everyThird,
  },
  {
    key: 'nulls',
    label: 'Nulls',
    description:
      'Every answer has null wherever Atlassian’s document lets it, but for what a thing is and is called.',
    rule: { effect: { kind: 'rewritten', rewrite: withNulls } },
    strikes: always,
  },
  {
    key: 'token-rejected',
    label: 'Token rejected',
    description: 'The site says 401 to every call with the token, as after its revocation.',
    rule: {
      via: 'token',
      path: /^\/(?!_edge)/,
      effect: {
        kind: 'answer',
        status: 401,
        headers: {
          'content-type': 'text/html;charset=UTF-8',
          'x-seraph-loginreason': 'AUTHENTICATED_FAILED',
        },
        body: 'Client must be authenticated to access this resource.',
      },
    },
    strikes: always,
  },
  {
    key: 'comments-down',
    label: 'Comments fail',
    description: 'Comments can’t be written: 503.',
    rule: {
      via: 'gateway',
      method: 'POST',
      path: /^\/issue\/[^/]+\/comment$/,
      effect: { kind: 'answer', status: 503, body: '' },
    },
    strikes: always,
  },
  {
    key: 'mail-down',
    label: 'Email fails',
    description: 'Email about issues can’t be sent: 403, as without an outgoing mail server.',
    rule: {
      via: 'gateway',
      method: 'POST',
      path: /^\/issue\/[^/]+\/notify$/,
      effect: {
        kind: 'answer',
        status: 403,
        headers: JSON_TYPE,
        body: JSON.stringify({ errorMessages: ['Outgoing emails are disabled.'], errors: {} }),
      },
    },
    strikes: always,
  },
];
