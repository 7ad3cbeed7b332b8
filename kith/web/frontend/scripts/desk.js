// The desk. Everything here only improves what works without it.

import { watchForms } from "./forms.js";
import { watchDrafts } from "./drafts.js";
import { watchKeys } from "./keys.js";
import { watchSmallThings } from "./small.js";
import { labelCells } from "./tables.js";

watchDrafts();
watchForms();
watchKeys();
watchSmallThings();
labelCells();
