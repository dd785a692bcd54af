// The least that can show the state of a request: what nobody can be faster than.
const { callBridge } = window.__bridge;
const { extension } = await callBridge('getContext');
const { value } = await callBridge('invoke', {
  functionKey: 'panel.load',
  payload: { issueId: extension.issue.id },
});
const title = document.createElement('h2');
title.id = 'useful';
title.textContent = 'Access requests';
const state = document.createElement('strong');
state.textContent = value.requests[0].state;
const button = document.createElement('button');
button.textContent = 'Request access';
document.body.replaceChildren(title, state, button);
