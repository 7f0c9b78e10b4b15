"""An address is the one that Django would give, whatever the key."""

import pytest
from django.urls import reverse

from reports.shared.addresses import PLACE_OF_THE_KEY, address_of


@pytest.mark.parametrize("view", ["target", "project", "reports:review", "evidence", "deed-photo"])
@pytest.mark.parametrize("key", [1, 20, PLACE_OF_THE_KEY])
def test_the_address_is_that_of_the_page(view, key):
    assert address_of(view, key) == reverse(view, args=[key])
