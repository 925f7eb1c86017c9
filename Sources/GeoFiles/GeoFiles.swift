// The room of GeoFiles.
