#ifndef SHANSHUI_JOINED_LOG_H
#define SHANSHUI_JOINED_LOG_H

// A layer between SQLite and its way to the disk. SQLite writes its log in pieces, two for each page; the layer
// keeps pieces that lie one behind the other and hands them down as one, at the latest before the log is synced,
// read, measured, cut or closed. All other files go to the layer below directly.
//
// Only for connections whose every commit syncs the log (`PRAGMA synchronous = FULL`): others learn of a commit
// after that, so nobody looks for pages that are still kept here. A piece that could not be handed down fails
// the call that comes then, and every later write and sync of the log: what is lost is never passed over.
typedef struct joined_log joined_log;

// Makes a layer over another one, NULL for SQLite's own; NULL when there is no such layer or no memory.
joined_log *joined_log_make(const char *below);
// The name by which SQLite knows the layer.
const char *joined_log_name(const joined_log *layer);
// Takes the layer away; every connection through it must be closed.
void joined_log_free(joined_log *layer);

#endif
