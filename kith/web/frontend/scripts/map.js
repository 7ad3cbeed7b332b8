// MapLibre and PMTiles for pages that show a map; rooms use them as `maplibregl` and `pmtiles`.

import maplibregl from "maplibre-gl";
import { Protocol } from "pmtiles";

maplibregl.addProtocol("pmtiles", new Protocol().tile);
globalThis.maplibregl = maplibregl;
