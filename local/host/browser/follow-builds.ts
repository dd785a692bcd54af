/** While the app is being worked on: a page that shows it loads itself again once it was built anew. */
new EventSource('/local/builds').addEventListener('screens', () => {
  if (document.querySelector('iframe[data-surface]') !== null) window.location.reload();
});
