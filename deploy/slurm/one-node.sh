#!/usr/bin/env bash
# Starts a Slurm of this machine alone, runs a command in it, and stops it: for trying the scripts. Needs root
# and Debian's munge, slurmctld, slurmd and slurm-client; touches nothing outside a folder of its own.
#
#   deploy/slurm/one-node.sh deploy/slurm/account.sh Samples/olinda out/olinda 2
#
# Ends when all jobs have ended; with 0 if the command succeeded and every job did.
set -euo pipefail

[[ $# -ge 1 ]] || { sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
for part in munged slurmctld slurmd sbatch; do
  command -v "$part" >/dev/null || PATH=$PATH:/usr/sbin
  command -v "$part" >/dev/null || { echo "没有安装 $part · $part is not installed" >&2; exit 3; }
done
[[ $(id -u) = 0 ]] || { echo "需要 root · needs root" >&2; exit 3; }

home=$(mktemp -d)
started=()
stop() {
  # Only what was started here, the last first. A caller that blocks signals hands the block down to the
  # daemons: who does not heed the first one within some seconds gets one that cannot be blocked.
  local i tries
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do kill "${started[i]}" 2>/dev/null || true; done
  for tries in {1..25}; do
    kill -0 "${started[@]}" 2>/dev/null || break
    sleep 0.2
  done
  for i in "${started[@]}"; do kill -KILL "$i" 2>/dev/null || true; done
  wait
  rm -rf "$home"
}
trap stop EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("", 0)); print(s.getsockname()[1])'; }

mkdir "$home/state" "$home/spool"
head -c 1024 /dev/urandom >"$home/key"
chmod 400 "$home/key"
chmod 755 "$home"
node=$(hostname -s)
cat >"$home/slurm.conf" <<END
ClusterName=one
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$home/munge.socket
CredType=cred/munge
StateSaveLocation=$home/state
SlurmdSpoolDir=$home/spool
SlurmctldPidFile=$home/slurmctld.pid
SlurmdPidFile=$home/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
MinJobAge=3600
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$home/slurm.conf

munged --foreground --force --key-file="$home/key" --socket="$home/munge.socket" \
  --pid-file="$home/munged.pid" --log-file="$home/munged.log" \
  --seed-file="$home/munged.seed" >"$home/munged.txt" 2>&1 &
started+=($!)
for _ in {1..50}; do [[ ! -S $home/munge.socket ]] || break; sleep 0.2; done
slurmctld -D >"$home/slurmctld.txt" 2>&1 &
started+=($!)
slurmd -D -N "$node" >"$home/slurmd.txt" 2>&1 &
started+=($!)
for _ in {1..100}; do
  [[ $(sinfo -h -o %T 2>/dev/null || true) != idle* ]] || break
  sleep 0.3
done
[[ $(sinfo -h -o %T) = idle* ]] || { tail -n 20 "$home"/slurm*.txt >&2; exit 4; }

"$@"
while [[ -n $(squeue -h -t PENDING,RUNNING,COMPLETING,CONFIGURING -o %i) ]]; do
  # What depends on a failed job would wait for ever.
  hopeless=$(squeue -h -t PENDING -o '%A %r' | sed -n 's/ DependencyNeverSatisfied//p')
  [[ -z $hopeless ]] || scancel $hopeless
  sleep 1
done
failed=$(squeue -h -t all -o '%i %j %T' | grep -v ' COMPLETED$' || true)
[[ -z $failed ]] || { echo "没有完成的作业 · jobs that did not complete:"$'\n'"$failed" >&2; exit 1; }
