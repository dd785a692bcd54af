import { closeMenus } from './close-menus';
import { filterLists } from './filter-lists';
import { guardForms } from './guard-forms';
import { keepLive } from './live-regions';
import { mountSurface } from './mount-surface';
import { offerCopying } from './offer-copying';
import { followChosenTheme } from './page-theme';

followChosenTheme();
for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe[data-surface]')) {
  mountSurface(frame);
}
closeMenus();
filterLists();
offerCopying();
guardForms();
keepLive();
