#include <sqlite3.h>

// What Swift cannot call or name itself: functions with any number of arguments, and a destructor of -1.

static inline int shanshui_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, int count) {
  return sqlite3_bind_text(statement, place, text, count, SQLITE_TRANSIENT);
}

static inline int shanshui_sqlite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int count) {
  return count == 0 ? sqlite3_bind_zeroblob(statement, place, 0)
                    : sqlite3_bind_blob(statement, place, bytes, count, SQLITE_TRANSIENT);
}

// Closing copies nothing from the log into the database: after a fault the disk is left as it is.
static inline int shanshui_sqlite_no_checkpoint_on_close(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// SQL that could damage the file itself is refused.
static inline int shanshui_sqlite_defend(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

// The log grows ahead of what is written to it: writing over bytes that are there costs less at the next sync
// than making the file longer. Bytes without the marks of a page are no part of the log.
static inline int shanshui_sqlite_extend_log(sqlite3 *database, const void *zeros, int piece, sqlite3_int64 size) {
  sqlite3_file *log = 0;
  sqlite3_int64 now = 0;
  int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (code != SQLITE_OK || log == 0 || log->pMethods == 0) return code;
  code = log->pMethods->xFileSize(log, &now);
  for (; code == SQLITE_OK && now < size; now += piece) code = log->pMethods->xWrite(log, zeros, piece, now);
  return code;
}

// Pages in the log after each commit; with this watch SQLite itself copies nothing into the database.
static int shanshui_sqlite_note_pages(void *pages, sqlite3 *database, const char *name, int count) {
  (void)database;
  (void)name;
  *(int *)pages = count;
  return SQLITE_OK;
}

static inline void shanshui_sqlite_watch_log(sqlite3 *database, int *pages) {
  sqlite3_wal_hook(database, shanshui_sqlite_note_pages, pages);
}

// SQLite counts the memory that it takes under a lock of the whole process, and nobody asks how much it is.
// Refused by SQLite, and harmless, when somebody in the process uses it already.
static inline int shanshui_sqlite_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
