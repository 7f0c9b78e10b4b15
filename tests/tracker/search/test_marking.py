from tracker.search.marking import LONGEST, excerpt, joined, marked


def test_every_place_is_marked_and_the_rest_is_escaped():
    assert marked("<工业>企业、工业园", ["工业"]) == "&lt;<mark>工业</mark>&gt;企业、<mark>工业</mark>园"


def test_what_overlaps_is_marked_as_one():
    assert marked("规上工业企业", ["规上工业", "工业企业"]) == "<mark>规上工业企业</mark>"
    assert joined([(5, 6), (0, 2), (1, 3)]) == [(0, 3), (5, 6)]


def test_a_short_text_is_shown_whole():
    assert excerpt("天气原因", ["没有"]) == "天气原因"


def test_a_long_text_is_cut_around_the_first_mark():
    text = "前" * 300 + "天气" + "后" * 300
    shown = excerpt(text, ["天气"])
    assert shown == f"…{'前' * 40}<mark>天气</mark>{'后' * (LONGEST - 42)}…"


def test_a_mark_at_the_cut_ends_there():
    text = "天气" + "空" * (LONGEST - 3) + "天气"
    assert excerpt(text, ["天气"]).endswith("<mark>天</mark>…")
