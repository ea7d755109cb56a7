from variorum.resources import rows


def test_a_word_stands_in_one_class_only():
    found = [word for row in rows("paraphrase/classes.tsv") for word in row["words"].split()]

    assert sorted(set(found)) == sorted(found)


def test_words_are_folded_as_they_are_compared():
    assert all(
        w == w.casefold() and w.isalpha() for r in rows("paraphrase/classes.tsv") for w in r["words"].split()
    )
