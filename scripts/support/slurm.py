"""A temporary Slurm cluster for a script."""

import os
import socket
import subprocess

from support.processes import wait_for


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Cluster:
    """Slurm and MUNGE with this machine as the only node, in a separate folder. Needs root, but no systemd or cgroups."""

    def __init__(self, folder, log):
        self.folder, self.log = folder, log
        self.configuration = self.folder / "slurm.conf"
        for folder in (self.folder, self.folder / "state", self.folder / "spool"):
            folder.mkdir(mode=0o711)
        key = self.folder / "munge.key"
        key.touch(mode=0o600)
        key.write_bytes(os.urandom(128))
        self.configuration.write_text(self.settings())

    def settings(self):
        node = subprocess.run(["slurmd", "-C"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
        name = node.split()[0].partition("=")[2]
        control, daemon = free_ports(2)
        return f"""
ClusterName=edush
SlurmctldHost={name}(127.0.0.1)
SlurmctldPort={control}
SlurmdPort={daemon}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={self.folder}/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd.pid
SlurmctldLogFile={self.folder}/slurmctld.log
SlurmdLogFile={self.folder}/slurmd.log
{node} NodeAddr=127.0.0.1 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES State=UP
"""

    def start(self):
        files = {"--key-file": "munge.key", "--socket": "munge.socket", "--pid-file": "munge.pid", "--seed-file": "munge.seed"}
        self.launch("munged", "--foreground", *(word for name, file in files.items() for word in (name, self.folder / file)))
        wait_for((self.folder / "munge.socket").exists, "the start of munged")
        for daemon in ("slurmctld", "slurmd"):
            self.launch(daemon, "-D", "-f", self.configuration)
        wait_for(lambda: self.node_state() == "idle", "the start of the node")

    def launch(self, *words):
        subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def node_state(self):
        words = ["sinfo", "--noheader", "--format=%T"]
        environment = {**os.environ, "SLURM_CONF": str(self.configuration)}
        return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60).stdout.strip()
