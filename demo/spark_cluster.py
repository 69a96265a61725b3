"""A Spark cluster on loopback, for trying, testing and measuring: master, workers, Thrift server. Not for real data.

Everything it starts lives in one folder and ends with it. It needs Java 17 and the extra `local-cluster`.
"""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType

HOST = "127.0.0.1"
READY_SECONDS = 180
STOP_SECONDS = 30
LOOK_AGAIN_SECONDS = 0.2
WORKER_MEMORY = "2g"
HEAP = "1g"
DRIVER_HEAP = "2g"
FOR_LITTLE_DATA = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
    "spark.sql.ui.retainedExecutions": "10",
    "spark.ui.retainedJobs": "10",
    "spark.ui.retainedStages": "10",
}
"""With a few thousand rows a statement is ended before it pays to compile it, or to look at it again half-way.

The driver plans most of the time, which Java's second compiler is worth; what executors do is over before it is. Nobody
looks at the plans of ended statements, which fill the driver's memory.
"""
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
THRIFT_SERVER = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"


class ClusterNotReady(RuntimeError):
    """The cluster cannot be started, or ended while it was; the message names the log that says why."""


class SparkCluster:
    """Use with `with`. `settings` are Spark's own, beside or instead of those that it needs here."""

    def __init__(self, folder: Path, workers: int = 2, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        self.folder = folder.resolve()
        self._settings = settings
        self.port = _free_port()
        self._master_port = _free_port()
        self._worker_count = workers
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "SparkCluster":
        _check_java()
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self._start("master", "spark-class", MASTER, "--host", HOST, "--port", str(self._master_port))
            self._wait_for("master", self._master_port)
            for number in range(1, self._worker_count + 1):
                self.add_worker(number)
            self._start("thrift-server", "spark-submit", *self._thrift_arguments())
            self._wait_for("thrift-server", self.port)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def environment(self) -> Mapping[str, str]:
        """What a home needs in its environment to build on this cluster."""
        return {"SELLERHOUSE_SPARK__HOST": HOST, "SELLERHOUSE_SPARK__PORT": str(self.port)}

    @property
    def is_running(self) -> bool:
        """Whether any process that this has started is still there."""
        return any(process.poll() is None for process in self._started)

    def add_worker(self, number: int) -> None:
        """Start a worker with one core."""
        name = f"worker-{number}"
        arguments = ("--host", HOST, "--cores", "1", "--memory", WORKER_MEMORY, "-d", str(self.folder / name))
        self._start(name, "spark-class", WORKER, *arguments, self._master_url)

    def kill_worker(self, number: int) -> None:
        """End a worker and its executor as a machine that loses power would."""
        process = self._processes.pop(f"worker-{number}")
        executors = _descendants(process.pid)
        for pid in (process.pid, *executors):
            os.kill(pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End all processes, the newest first."""
        for process in reversed(self._processes.values()):
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    @property
    def _master_url(self) -> str:
        return f"spark://{HOST}:{self._master_port}"

    def _thrift_arguments(self) -> list[str]:
        conf = {
            "spark.sql.warehouse.dir": str(self.folder / "tables"),
            "spark.sql.catalogImplementation": "hive",
            # Its tables end with it, so what it knows of them need not be on disk.
            "spark.hadoop.javax.jdo.option.ConnectionURL": "jdbc:derby:memory:metastore;create=true",
            "spark.sql.shuffle.partitions": "4",
            "spark.driver.host": HOST,
            "spark.driver.bindAddress": HOST,
            "spark.ui.enabled": "false",
            "spark.log.level": "WARN",
            **self._settings,
        }
        options = [part for name, value in conf.items() for part in ("--conf", f"{name}={value}")]
        server = {
            "hive.server2.thrift.port": str(self.port),
            "hive.server2.thrift.bind.host": HOST,
            # The metastore is opened anew for each new thread, and whenever another session's user asks: it would cost
            # the driver a fifth of its time.
            "hive.server2.async.exec.threads": "8",
            "hive.server2.async.exec.keepalive.time": "600s",
            "hive.server2.enable.doAs": "false",
        }
        hive = [part for name, value in server.items() for part in ("--hiveconf", f"{name}={value}")]
        memory = ["--executor-memory", HEAP, "--driver-memory", DRIVER_HEAP]
        return ["--master", self._master_url, *memory, *options, "--class", THRIFT_SERVER, "spark-internal", *hive]

    def _start(self, name: str, program: str, *arguments: str) -> None:
        home = _spark_home()
        environment = {
            **os.environ,
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_DIRS": str(self.folder / "temporary"),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_MASTER_WEBUI_PORT": "0",
            "SPARK_WORKER_WEBUI_PORT": "0",
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                [str(home / "bin" / program), *arguments], cwd=self.folder, env=environment, stdout=log, stderr=log
            )
        self._processes[name] = process
        self._started.append(process)

    def _wait_for(self, name: str, port: int) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                self._processes[name].wait(LOOK_AGAIN_SECONDS)
                break
            except subprocess.TimeoutExpired:
                if _answers(port):
                    return
        raise ClusterNotReady(f"Spark's {name} did not start; see {self.folder / name}.log")


def _check_java() -> None:
    if shutil.which("java") is None:
        raise ClusterNotReady("Java is not installed; Spark needs version 17 (Debian: openjdk-17-jre-headless)")


def _spark_home() -> Path:
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise ClusterNotReady("pyspark is not installed: `pip install sellerhouse[local-cluster]`")
    return Path(found.origin).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _descendants(pid: int) -> list[int]:
    """The processes that `pid` started, and those they started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in map(int, children) for found in (child, *_descendants(child))]
