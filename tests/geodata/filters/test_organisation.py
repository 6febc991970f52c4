from tests.geodata.counting_factories import figures, matching, selected, with_rows


def test_any_role_matches() -> None:
    assert matching("org=eu") == "D"
    assert matching("org=eu,iom") == "ABCD"


def test_an_organisation_with_two_roles_counts_once() -> None:
    roles = [
        {"activity": "A", "organisation": "iom", "role": "funder"},
        {"activity": "A", "organisation": "iom", "role": "implementer"},
        {"activity": "A", "organisation": "eu", "role": "funder"},
    ]
    catalogue = with_rows(activity_organisations=roles)
    assert figures("", "organisation", catalogue) == {"iom": 1, "eu": 1}
    assert figures("count=allocated", "organisation", catalogue) == {"iom": 0.5, "eu": 0.5}


def test_chosen_organisations_are_selected() -> None:
    assert selected("org=eu", "organisation") == ["eu"]
