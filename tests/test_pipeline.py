from collections.abc import Iterator

import pytest

import toy
from variorum.errors import PipelineError
from variorum.model import Article, Mention, Story
from variorum.pipeline import Pipeline, stage


@stage(by=Story)
def lonely(story: Story, articles: list[Article]) -> Iterator[Mention]:
    """Needs a story."""
    yield from ()


def test_hints_are_the_wiring():
    assert (Article, Mention) == toy.signature.needs
    assert (False, True) == toy.signature.lists
    assert "signature/1" == toy.signature.made_by


def test_a_stage_whose_need_nothing_makes_is_refused():
    with pytest.raises(PipelineError, match="'lonely' needs Story, but nothing before it makes one"):
        Pipeline((toy.article, lonely))


def test_two_stages_of_one_name_are_refused():
    with pytest.raises(PipelineError, match="two stages are called 'article'"):
        Pipeline((toy.article, toy.article))


def test_a_stage_without_hints_is_refused():
    with pytest.raises(PipelineError, match="type hint"):

        @stage()
        def bare(article):
            yield article


def test_explain_is_a_table_of_the_stages():
    lines = toy.PIPELINE.explain().splitlines()

    assert 7 == len(lines)
    assert "per document" in lines[0]
    assert "Document" in lines[0]
    assert lines[0].endswith("The text as it is.")
    assert "per component" in lines[5]
    assert "per story" in lines[6]
