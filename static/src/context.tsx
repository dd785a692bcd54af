import './tokens.css';
import './base.css';
import './panel.css';
import { ContextScreen } from './screens/context/context-screen';
import { loadContext } from './screens/context/load-context';
import { openPage } from './screens/open-page';

// Asked before anything is drawn: the answer is what the reader waits for.
void openPage(<ContextScreen first={loadContext()} />);
