import { say } from '#words/say';

/** Jira's own way, for when it takes no word from the app. */
export function PanelByHand() {
  return (
    <>
      <ol class="steps-list">
        <li>{say('Open a work item of the project, as a Jira admin.')}</li>
        <li>{say('Choose Access under Apps, unless the panel is there already.')}</li>
        <li>{say('Open the ••• menu of the panel.')}</li>
        <li>{say('Choose to show it for all work items of the project.')}</li>
      </ol>
      <p class="small">
        {say('Once for each project. It is the same for everybody who sees the project.')}
      </p>
    </>
  );
}
