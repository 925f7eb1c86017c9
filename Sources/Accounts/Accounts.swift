// The room of Accounts.
