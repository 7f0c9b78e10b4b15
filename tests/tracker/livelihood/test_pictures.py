"""Photographs: what is drawn stays, what a camera wrote beside it does not, and what is no picture is refused."""

import struct

import pytest

from tests.tracker.livelihood.doing import exif, jpeg, part, png
from tracker.livelihood.pictures import PictureError, TooLargeError, without_traces

SECRET = b"owner: Zhang San, 29.40N 105.59E"


@pytest.mark.parametrize(
    "data",
    [
        png(2, 2, (b"tEXt", SECRET), (b"eXIf", SECRET)),
        png(2, 2, (b"iTXt", SECRET)) + SECRET,
        jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + SECRET), (0xFE, SECRET)),
        jpeg(exif(6, SECRET)),
        jpeg((0xE0, b"JFIF\x00" + SECRET), (0xED, SECRET), (0xE2, SECRET), tail=SECRET),
        jpeg((0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01" + SECRET)),
    ],
)
def test_nothing_that_was_written_beside_the_picture_stays(data):
    assert SECRET in data
    assert SECRET not in without_traces(data).data


def test_a_picture_without_traces_stays_as_it_is():
    for data in (png(), jpeg(), jpeg(exif(3, order=">"))):
        cleaned = without_traces(data)
        assert without_traces(cleaned.data) == cleaned
    assert without_traces(png()).data == png()
    assert without_traces(jpeg()).data == jpeg()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (3, 2)), (3, (3, 2)), (6, (2, 3)), (8, (2, 3)), (9, (3, 2))])
def test_how_the_camera_was_held_stays(orientation, size, order):
    picture = without_traces(jpeg(exif(orientation, SECRET, order)))
    assert (picture.width, picture.height) == size
    assert (b"Exif" in picture.data) == (orientation in (3, 6, 8))


def test_a_picture_in_several_passes_keeps_them_all():
    first = jpeg()
    data = first[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x56\x78\xff\xd9"
    assert without_traces(data).data == data


def broken():
    whole, frame = jpeg(), png()
    yield from (whole[:cut] for cut in (2, 3, 10, 60, len(whole) - 2, len(whole) - 1))
    yield from (frame[:cut] for cut in (8, 12, 20, 40, len(frame) - 1))
    yield frame[:-5] + b"\x00" + frame[-4:]  # a wrong sum
    yield b"\x89PNG\r\n\x1a\n" + part(b"IEND", b"")
    yield b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">II", 2, 2) + b"\x08\x02\0\0\0") + part(b"IEND", b"")
    yield jpeg((0xC3, b"\x08\x00\x02\x00\x03\x01\x01\x11\x00"))  # without loss: no browser draws it
    yield jpeg(width=0)
    yield png(0, 4)
    yield b"\xff\xd8\xff\xd9"
    yield b"\xff\xd8<script>alert(1)</script>\xff\xd9"
    yield b""


@pytest.mark.parametrize("data", list(broken()))
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(PictureError):
        without_traces(data)


@pytest.mark.parametrize("data", [png(20_000, 2), png(9_000, 9_000), jpeg(width=60_000, height=60_000)])
def test_what_would_take_too_much_memory_to_draw_is_refused(data):
    with pytest.raises(TooLargeError):
        without_traces(data)


def test_every_cut_of_a_picture_is_refused_and_none_breaks_the_reading():
    for whole in (jpeg(exif(6)), png(2, 2, (b"tEXt", b"x"))):
        for cut in range(len(whole)):
            with pytest.raises(PictureError):
                without_traces(whole[:cut])
