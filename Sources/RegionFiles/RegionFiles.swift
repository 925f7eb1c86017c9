// The room of RegionFiles.
