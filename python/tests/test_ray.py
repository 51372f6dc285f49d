"""Ray, on a real local cluster."""

import os

import pytest

pytest.importorskip("ray", reason="Ray is not installed")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import pyarrow as pa  # noqa: E402
import ray  # noqa: E402
import ray.data  # noqa: E402

import bodycopy  # noqa: E402
from bodycopy.ray import Clean  # noqa: E402


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    # Workers import from the folder that the driver started in: here it would
    # be the package without its compiled part.
    before = os.getcwd()
    os.chdir(tmp_path_factory.mktemp("ray"))
    # Two for the actors, two for reading: without, both would wait for ever.
    ray.init(num_cpus=4, include_dashboard=False, object_store_memory=200 << 20, log_to_driver=False)
    yield
    ray.shutdown()
    os.chdir(before)


def test_a_dataset_says_what_the_command_says(cluster, parquet, agrees):
    pages = ray.data.read_parquet(str(parquet))
    articles = pages.map_batches(
        Clean,
        fn_constructor_kwargs={"html": "html", "url": "url"},
        batch_format="pyarrow",
        batch_size=100,
        compute=ray.data.ActorPoolStrategy(size=2),
    )
    rows = articles.take_all()
    assert set(rows[0]) == {"id", "url", "article"}
    agrees(rows)


def test_wrong_batches_and_columns_are_told(storm):
    table = pa.table({"html": [storm], "article": ["x"]})
    with pytest.raises(ValueError, match="no column is called `url`; the columns are html, article"):
        Clean()(table)
    with pytest.raises(ValueError, match="there is a column `article` already"):
        Clean(url=None)(table)
    with pytest.raises(TypeError, match="batch_format='pyarrow'"):
        Clean()({"html": [storm]})
    with pytest.raises(bodycopy.UnknownRoleError):
        Clean(include=["poem"])
    assert Clean(url=None, into="clean")(table)["clean"][0]["status"].as_py() == "ok"
