// The room of Formula.
