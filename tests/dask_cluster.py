"""How a site hands its work to Dask: `--executor dask_cluster:executor`."""

from concurrent.futures import Executor

from distributed import Client, LocalCluster


def executor() -> Executor:
    """A cluster on this machine; a real one is named by its address instead: `Client("tcp://…:8786")`."""
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    made: Executor = Client(cluster).get_executor()
    return made
