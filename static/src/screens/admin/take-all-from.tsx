import { useState } from 'preact/hooks';
import { takeAllLink } from '#domain/panel/take-all-link';
import { say } from '#words/say';
import { Disclosed } from '../../components/disclosed';
import { OutsideLink } from '../../components/outside-link';
import { TextField } from '../../components/text-field';

/** As Jira writes them: letters, digits and underscores, and a number. */
const ISSUE_KEY = /^[A-Z][A-Z0-9_]+-\d+$/;

/** Leads to the form that takes away all that somebody has: a request, decided as any, in a work item that the admin names. */
export function TakeAllFrom({
  accountId,
  name,
  siteUrl,
}: {
  readonly accountId: string;
  readonly name: string;
  readonly siteUrl: string;
}) {
  const [typed, setTyped] = useState('');
  // Half a key is not wrong yet.
  const [hasLeft, setLeft] = useState(false);
  const issueKey = typed.trim().toUpperCase();
  const isKey = ISSUE_KEY.test(issueKey);
  return (
    <Disclosed label={say('Take everything away…')}>
      {() => (
        <div class="stack-tight">
          <p>
            {say(
              'A request takes away what {name} has of the groups that can be asked for and of the roles of that project. Whoever decides in the work item approves it.',
              { name },
            )}
          </p>
          <TextField
            label={say('Work item, such as WEB-1')}
            value={typed}
            onChange={(now) => {
              setTyped(now);
              setLeft(false);
            }}
            onLeave={() => setLeft(true)}
            error={
              !hasLeft || typed.trim() === '' || isKey
                ? undefined
                : say('Enter the key of a work item, such as WEB-1.')
            }
          />
          {isKey && (
            <p>
              <OutsideLink to={takeAllLink(siteUrl, issueKey, accountId)}>
                {say('Open the form in {key}', { key: issueKey })}
              </OutsideLink>
            </p>
          )}
        </div>
      )}
    </Disclosed>
  );
}
