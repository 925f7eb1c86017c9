// The room of Geo.
