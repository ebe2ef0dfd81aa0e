#!/bin/sh
#SBATCH --job-name=members
#SBATCH --array=1-4
#SBATCH --cpus-per-task=1
#SBATCH --time=02:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=shards/%a.log

# coursepath.env has mode 0600. Slurm stores the environment of a job, so secrets do not belong in it.
set -a
. ./coursepath.env
set +a
exec sh shard.sh "$SLURM_ARRAY_TASK_ID" 4
