/** Jira's own way, for when it takes no word from the app. */
export function PanelByHand() {
  return (
    <>
      <ol class="steps-list">
        <li>Open a work item of the project, as a Jira admin.</li>
        <li>Choose Access under Apps, unless the panel is there already.</li>
        <li>Open the ••• menu of the panel.</li>
        <li>Choose to show it for all work items of the project.</li>
      </ol>
      <p class="small">Once for each project. It is the same for everybody who sees the project.</p>
    </>
  );
}
