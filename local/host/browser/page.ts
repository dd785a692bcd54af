import { closeMenus } from './close-menus';
import { followStatuses } from './context-status';
import { filterLists } from './filter-lists';
import { guardForms } from './guard-forms';
import { keepLive } from './live-regions';
import { connectContexts, connectModals } from './modals';
import { mountSurface } from './mount-surface';
import { offerCopying } from './offer-copying';
import { followChosenTheme } from './page-theme';

followChosenTheme();
for (const frame of document.querySelectorAll<HTMLIFrameElement>(
  'iframe[data-surface]:not([data-waits])',
)) {
  mountSurface(frame);
}
connectModals();
connectContexts();
followStatuses();
closeMenus();
filterLists();
offerCopying();
guardForms();
keepLive();
