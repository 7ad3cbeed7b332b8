// IndexedDB with promises, for pages that work without a network; rooms use it as `idb`.

import * as idb from "idb";

globalThis.idb = idb;
