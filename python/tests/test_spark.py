"""Spark, with a master and two workers in processes of their own."""

import os
import shutil
import sys

import pytest

pytest.importorskip("pyspark", reason="PySpark is not installed")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java 17 or later, and there is no `java` here", allow_module_level=True)

from pyspark.sql import SparkSession  # noqa: E402

import bodycopy  # noqa: E402
from bodycopy.spark import ARTICLE, clean_df  # noqa: E402


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("bodycopy")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_a_cluster_says_what_the_command_says(spark, parquet, agrees):
    pages = spark.read.parquet(str(parquet)).repartition(6)
    articles = clean_df(pages, html="html", url="url")
    assert articles.columns == ["id", "url", "article"]
    assert articles.schema["article"].dataType == ARTICLE
    agrees(row.asDict(recursive=True) for row in articles.collect())


def test_text_options_and_other_columns(spark, storm):
    pages = spark.createDataFrame([(1, storm, "x"), (2, None, "y")], "id int, page string, note string")
    rows = clean_df(pages, "page", None, into="clean", include=["title"]).orderBy("id").collect()
    assert [(r.id, r.note, r["clean"].status) for r in rows] == [(1, "x", "ok"), (2, "y", "empty")]
    assert rows[0]["clean"].text.startswith("Storm\n")


def test_wrong_arguments_are_told_before_the_job(spark, storm):
    pages = spark.createDataFrame([(storm, 1, "x")], "html string, size int, url string")
    with pytest.raises(ValueError, match="no column is called `page`; the columns are html, size, url"):
        clean_df(pages, "page")
    with pytest.raises(ValueError, match="the column `size` is int; pages are binary or string"):
        clean_df(pages, "size")
    with pytest.raises(ValueError, match="there is a column `url` already"):
        clean_df(pages, into="url")
    with pytest.raises(bodycopy.UnknownRuleError):
        clean_df(pages, without=["see-too"])
