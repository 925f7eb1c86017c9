"""What a program took: CPU seconds of all its threads, wall seconds, most memory."""
import os
import subprocess
import sys
import time


def run(words, what):
    """Runs a program to its end; what it says is shown only if it fails."""
    begun = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{what}: ended with status {status}\n{said[-3000:]}")
    wall = time.monotonic() - begun
    taken = {"cpu": used.ru_utime + used.ru_stime, "wall": wall, "memory": used.ru_maxrss * 1024}
    print(f"  {what:44} CPU {taken['cpu']:8.1f} s  wall {wall:8.1f} s  "
          f"memory {taken['memory'] / 2**20:7.0f} MiB", flush=True)
    return taken
