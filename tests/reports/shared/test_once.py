"""What one request looks up once, the next one looks up anew."""

from django.http import HttpResponse

from reports.shared.once import keeping, once, once_a_request


def counting(found):
    def look_up():
        found.append(len(found))
        return found[-1]

    return look_up


def test_a_request_looks_up_once_under_each_key_and_the_next_one_anew(rf):
    found = []
    look_up = counting(found)

    def view(_request):
        return HttpResponse(f"{once('a', look_up)}{once('a', look_up)}{once('b', look_up)}")

    answer = once_a_request(view)
    assert [answer(rf.get("/")).content for _ in range(2)] == [b"001", b"223"]


def test_nothing_is_kept_outside_of_a_request():
    found = []
    assert [once("a", counting(found)) for _ in range(2)] == [0, 1]


def test_nothing_found_is_an_answer_too():
    found = []
    with keeping():
        assert [once("a", lambda: found.append(1)) for _ in range(2)] == [None, None]
    assert found == [1]
