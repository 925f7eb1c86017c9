// The room of Sheets.
