import '@atlaskit/css-reset';
import 'tokens.css';
import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

// As a small panel of an app is usually begun: a title, a lozenge, a button, after one call.
function Page() {
  const [requests, setRequests] = useState();
  useEffect(() => void load().then(setRequests), []);
  if (requests === undefined) return <p>Loading…</p>;
  return (
    <div id="useful">
      <h2>Access requests</h2>
      <Lozenge appearance="inprogress">{requests[0].state}</Lozenge>
      <Button appearance="primary">Request access</Button>
    </div>
  );
}

async function load() {
  const { callBridge } = window.__bridge;
  const { extension } = await callBridge('getContext');
  const payload = { issueId: extension.issue.id };
  const { value } = await callBridge('invoke', { functionKey: 'panel.load', payload });
  return value.requests;
}

createRoot(document.getElementById('root')).render(<Page />);
