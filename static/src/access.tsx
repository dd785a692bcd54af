import './tokens.css';
import './base.css';
import './panel.css';
import { AccessScreen } from './screens/access/access-screen';
import { loadAccess } from './screens/access/load-access';
import { openPage } from './screens/open-page';

// Asked before anything is drawn: the answer is what the reader waits for.
void openPage(<AccessScreen first={loadAccess()} />);
