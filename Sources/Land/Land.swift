// The room of Land.
