#include "joined_log.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The most bytes that are kept: a lone command changes some ten pages. SQLite writes at most 128 KiB at once.
enum { ROOM = 1 << 16 };

struct joined_log {
  sqlite3_vfs layer;
  sqlite3_vfs *below;
  char name[40];
};

// An open log; the file of the layer below lies behind it.
typedef struct handle {
  sqlite3_file base;
  unsigned char *kept;
  sqlite3_int64 offset;
  int count;
  int failure;
} handle;

static sqlite3_file *below(sqlite3_file *base) { return (sqlite3_file *)((handle *)base + 1); }

// Hands down what is kept.
static int hand_down(sqlite3_file *base) {
  handle *log = (handle *)base;
  if (log->count > 0 && log->failure == SQLITE_OK) {
    log->failure = below(base)->pMethods->xWrite(below(base), log->kept, log->count, log->offset);
  }
  log->count = 0;
  return log->failure;
}

static int log_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
  handle *log = (handle *)base;
  if (offset != log->offset + log->count || count > ROOM - log->count) {
    int code = hand_down(base);
    if (code != SQLITE_OK) return code;
    log->offset = offset;
  }
  if (count >= ROOM) return below(base)->pMethods->xWrite(below(base), bytes, count, offset);
  memcpy(log->kept + log->count, bytes, (size_t)count);
  log->count += count;
  return SQLITE_OK;
}

static int log_sync(sqlite3_file *base, int flags) {
  int code = hand_down(base);
  return code == SQLITE_OK ? below(base)->pMethods->xSync(below(base), flags) : code;
}

static int log_read(sqlite3_file *base, void *target, int count, sqlite3_int64 offset) {
  int code = hand_down(base);
  return code == SQLITE_OK ? below(base)->pMethods->xRead(below(base), target, count, offset) : code;
}

static int log_truncate(sqlite3_file *base, sqlite3_int64 size) {
  int code = hand_down(base);
  return code == SQLITE_OK ? below(base)->pMethods->xTruncate(below(base), size) : code;
}

static int log_size(sqlite3_file *base, sqlite3_int64 *size) {
  int code = hand_down(base);
  return code == SQLITE_OK ? below(base)->pMethods->xFileSize(below(base), size) : code;
}

static int log_control(sqlite3_file *base, int operation, void *argument) {
  int code = hand_down(base);
  return code == SQLITE_OK ? below(base)->pMethods->xFileControl(below(base), operation, argument) : code;
}

static int log_close(sqlite3_file *base) {
  int code = hand_down(base);
  free(((handle *)base)->kept);
  int closing = below(base)->pMethods->xClose(below(base));
  return code == SQLITE_OK ? closing : code;
}

static int log_lock(sqlite3_file *base, int level) {
  return below(base)->pMethods->xLock(below(base), level);
}

static int log_unlock(sqlite3_file *base, int level) {
  return below(base)->pMethods->xUnlock(below(base), level);
}

static int log_check_lock(sqlite3_file *base, int *is_reserved) {
  return below(base)->pMethods->xCheckReservedLock(below(base), is_reserved);
}

static int log_sector(sqlite3_file *base) { return below(base)->pMethods->xSectorSize(below(base)); }

static int log_traits(sqlite3_file *base) {
  return below(base)->pMethods->xDeviceCharacteristics(below(base));
}

static const sqlite3_io_methods methods = {.iVersion = 1,
                                           .xClose = log_close,
                                           .xRead = log_read,
                                           .xWrite = log_write,
                                           .xTruncate = log_truncate,
                                           .xSync = log_sync,
                                           .xFileSize = log_size,
                                           .xLock = log_lock,
                                           .xUnlock = log_unlock,
                                           .xCheckReservedLock = log_check_lock,
                                           .xFileControl = log_control,
                                           .xSectorSize = log_sector,
                                           .xDeviceCharacteristics = log_traits};

static int layer_open(sqlite3_vfs *layer, const char *path, sqlite3_file *base, int flags, int *got) {
  sqlite3_vfs *under = ((joined_log *)layer)->below;
  if (!(flags & SQLITE_OPEN_WAL)) return under->xOpen(under, path, base, flags, got);
  handle *log = (handle *)base;
  memset(log, 0, sizeof(*log));
  log->kept = malloc(ROOM);
  if (!log->kept) return SQLITE_NOMEM;
  int code = under->xOpen(under, path, below(base), flags, got);
  if (code == SQLITE_OK) {
    log->base.pMethods = &methods;
    return SQLITE_OK;
  }
  if (below(base)->pMethods) below(base)->pMethods->xClose(below(base));
  free(log->kept);
  return code;
}

joined_log *joined_log_make(const char *below) {
  joined_log *layer = calloc(1, sizeof(*layer));
  if (!layer) return NULL;
  layer->below = sqlite3_vfs_find(below);
  if (layer->below) {
    // What is no matter of files is asked of the layer below, which finds its own data here.
    layer->layer = *layer->below;
    snprintf(layer->name, sizeof(layer->name), "joined-log-%p", (void *)layer);
    layer->layer.zName = layer->name;
    layer->layer.pNext = NULL;
    layer->layer.szOsFile += (int)sizeof(handle);
    layer->layer.xOpen = layer_open;
    if (sqlite3_vfs_register(&layer->layer, 0) == SQLITE_OK) return layer;
  }
  free(layer);
  return NULL;
}

const char *joined_log_name(const joined_log *layer) { return layer->name; }

void joined_log_free(joined_log *layer) {
  sqlite3_vfs_unregister(&layer->layer);
  free(layer);
}
