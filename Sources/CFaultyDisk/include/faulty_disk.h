#ifndef FAULTY_DISK_H
#define FAULTY_DISK_H

#include <stdint.h>

// A disk for tests, as a layer under SQLite: writes stay in memory until they are synced; at a crash those
// that were not are kept, lost or torn by chance with a seed; the n-th call fails.
//
// Names of files are durable at once. One thread at a time uses a disk.
typedef struct faulty_disk faulty_disk;

enum faulty_failure {
  FAULTY_NONE = 0,
  // The call fails with an input/output error; a sync that fails loses some of what it should have written.
  FAULTY_ERROR = 1,
  // A write finds no room; a part of it may be there.
  FAULTY_FULL = 2,
  // The power goes: this call and all further ones fail.
  FAULTY_POWER = 3
};

// Makes a disk that SQLite knows by a name; NULL when it cannot.
faulty_disk *faulty_disk_make(const char *name, uint64_t seed);
// Takes the disk away; every connection through it must be closed.
void faulty_disk_free(faulty_disk *disk);
// Counts calls anew, and lets the n-th one from 1 fail; with `stays` all further ones of its kind too.
void faulty_disk_fail(faulty_disk *disk, enum faulty_failure failure, int64_t call, int stays);
// Calls that change or sync files since the last faulty_disk_fail.
int64_t faulty_disk_calls(const faulty_disk *disk);
// The power goes and comes back: connections that are open are dead, new ones find what the disk kept.
void faulty_disk_crash(faulty_disk *disk);
// Writes that are not synced now.
int64_t faulty_disk_pending(const faulty_disk *disk);

#endif
