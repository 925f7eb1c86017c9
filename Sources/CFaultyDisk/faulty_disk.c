#include "faulty_disk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512 };

// A change of a file that is not synced: bytes at an offset, or a new size when there are no bytes.
typedef struct change {
  int64_t offset;
  int64_t count;
  unsigned char *bytes;
} change;

// A file as programs see it, beside what the disk holds.
typedef struct node {
  char *path;
  int descriptor;
  int generation;
  unsigned char *image;
  int64_t size, room;
  change *changes;
  int64_t count, places;
  struct node *next;
} node;

struct faulty_disk {
  sqlite3_vfs layer;
  sqlite3_vfs *real;
  char *name;
  node *nodes;
  uint64_t chance;
  int generation;
  int is_dark;
  enum faulty_failure failure;
  int64_t call, calls;
  int stays;
};

typedef struct handle {
  sqlite3_file base;
  faulty_disk *disk;
  node *node;
  int generation;
  sqlite3_file *real;
} handle;

// SplitMix64.
static uint64_t chance(faulty_disk *disk) {
  uint64_t mixed = (disk->chance += 0x9e3779b97f4a7c15u);
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

// Whether this call fails, and how.
static enum faulty_failure next_call(faulty_disk *disk) {
  if (disk->is_dark) return FAULTY_POWER;
  disk->calls += 1;
  int is_it = disk->calls == disk->call || (disk->stays && disk->calls > disk->call);
  if (disk->failure == FAULTY_NONE || disk->call == 0 || !is_it) return FAULTY_NONE;
  if (disk->failure == FAULTY_POWER) disk->is_dark = 1;
  return disk->failure;
}

static int is_dead(const handle *file) {
  return file->disk->is_dark || file->generation != file->disk->generation;
}

static void apply_to_image(node *node, const change *change) {
  int64_t end = change->bytes ? change->offset + change->count : change->offset;
  if (end > node->room) {
    int64_t room = end * 2;
    node->image = realloc(node->image, (size_t)room);
    node->room = room;
  }
  if (end > node->size) memset(node->image + node->size, 0, (size_t)(end - node->size));
  if (change->bytes) memcpy(node->image + change->offset, change->bytes, (size_t)change->count);
  if (!change->bytes || end > node->size) node->size = end;
}

static void apply_to_disk(node *node, const change *change, int64_t from, int64_t to) {
  ssize_t done = 0;
  if (!change->bytes) {
    done = ftruncate(node->descriptor, change->offset);
  } else if (to > from) {
    done = pwrite(node->descriptor, change->bytes + from, (size_t)(to - from), change->offset + from);
  }
  (void)done;
}

static void record(node *node, int64_t offset, int64_t count, const void *bytes) {
  change change = {offset, count, NULL};
  if (bytes) {
    change.bytes = malloc((size_t)count + 1);
    memcpy(change.bytes, bytes, (size_t)count);
  }
  if (node->count == node->places) {
    node->places = node->places * 2 + 16;
    node->changes = realloc(node->changes, (size_t)node->places * sizeof(*node->changes));
  }
  node->changes[node->count++] = change;
  apply_to_image(node, &change);
}

static void forget_changes(node *node) {
  for (int64_t index = 0; index < node->count; index++) free(node->changes[index].bytes);
  node->count = 0;
}

// Each change that was not synced is kept, lost, or torn sector by sector.
static void settle_by_chance(faulty_disk *disk, node *node) {
  for (int64_t index = 0; index < node->count; index++) {
    change *change = &node->changes[index];
    uint64_t dice = chance(disk) % 3;
    if (dice == 0) continue;
    if (dice == 1 || !change->bytes) {
      apply_to_disk(node, change, 0, change->count);
      continue;
    }
    for (int64_t from = 0; from < change->count; from += SECTOR) {
      int64_t to = from + SECTOR < change->count ? from + SECTOR : change->count;
      if (chance(disk) & 1) apply_to_disk(node, change, from, to);
    }
  }
  forget_changes(node);
}

static node *find(faulty_disk *disk, const char *path) {
  for (node *node = disk->nodes; node; node = node->next)
    if (node->generation == disk->generation && strcmp(node->path, path) == 0) return node;
  return NULL;
}

static node *load(faulty_disk *disk, const char *path) {
  int descriptor = open(path, O_RDWR);
  if (descriptor < 0) return NULL;
  node *node = calloc(1, sizeof(*node));
  node->path = strdup(path);
  node->descriptor = descriptor;
  node->generation = disk->generation;
  node->size = lseek(descriptor, 0, SEEK_END);
  node->room = node->size + SECTOR;
  node->image = malloc((size_t)node->room);
  if (pread(descriptor, node->image, (size_t)node->size, 0) != node->size) node->size = 0;
  node->next = disk->nodes;
  disk->nodes = node;
  return node;
}

static int file_close(sqlite3_file *base) {
  handle *file = (handle *)base;
  int code = file->real->pMethods ? file->real->pMethods->xClose(file->real) : SQLITE_OK;
  free(file->real);
  return code;
}

static int file_read(sqlite3_file *base, void *target, int count, sqlite3_int64 offset) {
  handle *file = (handle *)base;
  if (is_dead(file)) return SQLITE_IOERR_READ;
  int64_t there = file->node->size - offset;
  if (there >= count) {
    memcpy(target, file->node->image + offset, (size_t)count);
    return SQLITE_OK;
  }
  memset(target, 0, (size_t)count);
  if (there > 0) memcpy(target, file->node->image + offset, (size_t)there);
  return SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
  handle *file = (handle *)base;
  if (is_dead(file)) return SQLITE_IOERR_WRITE;
  enum faulty_failure failure = next_call(file->disk);
  // A write that fails may have happened in part.
  int done = failure == FAULTY_NONE ? count : (int)(chance(file->disk) % (uint64_t)(count + 1));
  record(file->node, offset, done, bytes);
  if (failure == FAULTY_NONE) return SQLITE_OK;
  return failure == FAULTY_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
  handle *file = (handle *)base;
  if (is_dead(file) || next_call(file->disk) != FAULTY_NONE) return SQLITE_IOERR_TRUNCATE;
  record(file->node, size, 0, NULL);
  return SQLITE_OK;
}

static int file_sync(sqlite3_file *base, int flags) {
  (void)flags;
  handle *file = (handle *)base;
  if (is_dead(file)) return SQLITE_IOERR_FSYNC;
  switch (next_call(file->disk)) {
  case FAULTY_POWER: return SQLITE_IOERR_FSYNC;
  case FAULTY_ERROR:
  case FAULTY_FULL:
    // As with real systems, what could not be written counts as written from now on.
    settle_by_chance(file->disk, file->node);
    return SQLITE_IOERR_FSYNC;
  case FAULTY_NONE: break;
  }
  node *node = file->node;
  for (int64_t index = 0; index < node->count; index++)
    apply_to_disk(node, &node->changes[index], 0, node->changes[index].count);
  forget_changes(node);
  return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
  handle *file = (handle *)base;
  if (is_dead(file)) return SQLITE_IOERR_FSTAT;
  *size = file->node->size;
  return SQLITE_OK;
}

static int file_lock(sqlite3_file *base, int level) {
  handle *file = (handle *)base;
  return file->real->pMethods->xLock(file->real, level);
}

static int file_unlock(sqlite3_file *base, int level) {
  handle *file = (handle *)base;
  return file->real->pMethods->xUnlock(file->real, level);
}

static int file_check_lock(sqlite3_file *base, int *is_reserved) {
  handle *file = (handle *)base;
  return file->real->pMethods->xCheckReservedLock(file->real, is_reserved);
}

static int file_control(sqlite3_file *base, int operation, void *argument) {
  (void)base, (void)operation, (void)argument;
  return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *base) {
  (void)base;
  return SECTOR;
}

static int file_traits(sqlite3_file *base) {
  (void)base;
  return 0;
}

static int file_shm_map(sqlite3_file *base, int page, int size, int extend, void volatile **memory) {
  handle *file = (handle *)base;
  return file->real->pMethods->xShmMap(file->real, page, size, extend, memory);
}

static int file_shm_lock(sqlite3_file *base, int offset, int count, int flags) {
  handle *file = (handle *)base;
  return file->real->pMethods->xShmLock(file->real, offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *base) {
  handle *file = (handle *)base;
  file->real->pMethods->xShmBarrier(file->real);
}

static int file_shm_unmap(sqlite3_file *base, int removes) {
  handle *file = (handle *)base;
  return file->real->pMethods->xShmUnmap(file->real, removes);
}

static const sqlite3_io_methods methods = {
    2,          file_close,   file_read,    file_write,      file_truncate, file_sync,    file_size,
    file_lock,  file_unlock,  file_check_lock, file_control, file_sector,   file_traits,  file_shm_map,
    file_shm_lock, file_shm_barrier, file_shm_unmap, NULL, NULL};

static int disk_open(sqlite3_vfs *layer, const char *path, sqlite3_file *base, int flags, int *got) {
  faulty_disk *disk = layer->pAppData;
  handle *file = (handle *)base;
  memset(file, 0, sizeof(*file));
  if (disk->is_dark || !path) return SQLITE_CANTOPEN;
  file->real = calloc(1, (size_t)disk->real->szOsFile);
  int code = disk->real->xOpen(disk->real, path, file->real, flags, got);
  node *node = find(disk, path);
  if (code == SQLITE_OK && !node) node = load(disk, path);
  if (code != SQLITE_OK || !node) {
    if (file->real->pMethods) file->real->pMethods->xClose(file->real);
    free(file->real);
    return code == SQLITE_OK ? SQLITE_CANTOPEN : code;
  }
  file->disk = disk;
  file->node = node;
  file->generation = disk->generation;
  file->base.pMethods = &methods;
  return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *layer, const char *path, int sync) {
  faulty_disk *disk = layer->pAppData;
  if (next_call(disk) != FAULTY_NONE) return SQLITE_IOERR_DELETE;
  node *node = find(disk, path);
  if (node) node->generation = -1;
  return disk->real->xDelete(disk->real, path, sync);
}

static int disk_access(sqlite3_vfs *layer, const char *path, int flags, int *result) {
  faulty_disk *disk = layer->pAppData;
  return disk->real->xAccess(disk->real, path, flags, result);
}

static int disk_full_path(sqlite3_vfs *layer, const char *path, int count, char *result) {
  faulty_disk *disk = layer->pAppData;
  return disk->real->xFullPathname(disk->real, path, count, result);
}

static int disk_randomness(sqlite3_vfs *layer, int count, char *bytes) {
  faulty_disk *disk = layer->pAppData;
  for (int index = 0; index < count; index++) bytes[index] = (char)chance(disk);
  return count;
}

static int disk_sleep(sqlite3_vfs *layer, int microseconds) {
  (void)layer;
  return microseconds;
}

static int disk_time(sqlite3_vfs *layer, double *time) {
  (void)layer;
  *time = 2461000.5;
  return SQLITE_OK;
}

faulty_disk *faulty_disk_make(const char *name, uint64_t seed) {
  faulty_disk *disk = calloc(1, sizeof(*disk));
  disk->real = sqlite3_vfs_find(NULL);
  disk->name = strdup(name);
  disk->chance = seed;
  disk->layer = (sqlite3_vfs){.iVersion = 1,
                              .szOsFile = sizeof(handle),
                              .mxPathname = 1024,
                              .zName = disk->name,
                              .pAppData = disk,
                              .xOpen = disk_open,
                              .xDelete = disk_delete,
                              .xAccess = disk_access,
                              .xFullPathname = disk_full_path,
                              .xRandomness = disk_randomness,
                              .xSleep = disk_sleep,
                              .xCurrentTime = disk_time};
  if (disk->real && sqlite3_vfs_register(&disk->layer, 0) == SQLITE_OK) return disk;
  free(disk->name);
  free(disk);
  return NULL;
}

void faulty_disk_free(faulty_disk *disk) {
  sqlite3_vfs_unregister(&disk->layer);
  while (disk->nodes) {
    node *node = disk->nodes;
    disk->nodes = node->next;
    forget_changes(node);
    close(node->descriptor);
    free(node->changes);
    free(node->image);
    free(node->path);
    free(node);
  }
  free(disk->name);
  free(disk);
}

void faulty_disk_fail(faulty_disk *disk, enum faulty_failure failure, int64_t call, int stays) {
  disk->failure = failure;
  disk->call = call;
  disk->stays = stays;
  disk->calls = 0;
}

int64_t faulty_disk_calls(const faulty_disk *disk) { return disk->calls; }

int64_t faulty_disk_pending(const faulty_disk *disk) {
  int64_t pending = 0;
  for (node *node = disk->nodes; node; node = node->next)
    if (node->generation == disk->generation) pending += node->count;
  return pending;
}

void faulty_disk_crash(faulty_disk *disk) {
  for (node *node = disk->nodes; node; node = node->next)
    if (node->generation == disk->generation) settle_by_chance(disk, node);
  disk->generation += 1;
  disk->is_dark = 0;
  disk->failure = FAULTY_NONE;
}
