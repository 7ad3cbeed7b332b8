// The public pages. Everything here only improves what works without it.

import { watchForms } from "./forms.js";
import { watchProofs } from "./robots.js";
import { watchLeaving } from "./leave.js";
import { watchSmallThings } from "./small.js";
import { keepCrisisPage } from "./offline.js";

watchLeaving();
watchForms();
watchProofs(document.currentScript.dataset.worker);
watchSmallThings();
keepCrisisPage();
