// The room of Law.
