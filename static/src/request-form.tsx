import './tokens.css';
import './base.css';
import './panel.css';
import { openPage } from './screens/open-page';
import { RequestScreen } from './screens/request-form/request-screen';

void openPage(<RequestScreen />);
