// The room of Quantities.
