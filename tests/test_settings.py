"""Settings: a file, then the environment, then flags; the last wins."""

import pytest

from variorum.errors import SettingsError
from variorum.settings import Settings, load


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "variorum.toml"
    path.write_text('db = "file.db"\nworkers = 2\nwho = "a desk"\n')
    return path


def test_without_anything_said_there_are_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert Settings() == load({}, {})


@pytest.mark.parametrize(
    ("expected", "environment", "flags"),
    [
        ("file.db", {}, {}),
        ("file.db", {}, {"db": None}),
        ("environment.db", {"VARIORUM_DB": "environment.db"}, {}),
        ("flag.db", {"VARIORUM_DB": "environment.db"}, {"db": "flag.db"}),
        ("flag.db", {}, {"db": "flag.db"}),
    ],
)
def test_flags_win_over_the_environment_and_that_over_the_file(file, expected, environment, flags):
    assert expected == load(flags, environment, file).db


def test_what_a_flag_leaves_open_comes_from_below(file):
    settings = load({"db": "flag.db"}, {"VARIORUM_WORKERS": "3"}, file)

    assert Settings(db="flag.db", workers=3, who="a desk") == settings


def test_the_file_in_the_working_folder_is_read(file, monkeypatch):
    monkeypatch.chdir(file.parent)

    assert "file.db" == load({}, {}).db


@pytest.mark.parametrize(("expected", "value"), [(True, "1"), (True, "true"), (False, "0"), (False, "false")])
def test_a_switch_in_the_environment_is_on_or_off(tmp_path, expected, value, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert expected is load({}, {"VARIORUM_QUIET": value}).quiet


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (r"variorum.toml: .*unknown field `colour`", 'colour = "red"'),
        (r"variorum.toml: Expected `int`, got `str` - at `\$.workers`", 'workers = "two"'),
        (r"variorum.toml: ", "db = "),
        (r"workers must be 1 or more, not 0", "workers = 0"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_name(file, expected, text):
    file.write_text(text)

    with pytest.raises(SettingsError, match=expected):
        load({}, {}, file)


@pytest.mark.parametrize(
    ("expected", "environment"),
    [
        (
            "VARIORUM_COLOUR in the environment is no setting; known: data, db, profile, quiet",
            {"VARIORUM_COLOUR": "red"},
        ),
        (
            "VARIORUM_WORKERS in the environment is 'many': set it to a whole number",
            {"VARIORUM_WORKERS": "many"},
        ),
        ("workers must be 1 or more, not -1", {"VARIORUM_WORKERS": "-1"}),
    ],
)
def test_an_environment_that_does_not_fit_is_refused_by_name(tmp_path, expected, environment, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SettingsError, match=expected):
        load({}, environment)


def test_a_file_that_is_asked_for_must_be_there(tmp_path):
    with pytest.raises(SettingsError, match=r"there is no settings file .*none.toml"):
        load({}, {}, tmp_path / "none.toml")
