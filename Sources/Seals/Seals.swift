// The room of Seals.
