"""Where the bot may not be sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.errors import FetchFailure, SourceError
from bot.sources.address import check_url, is_public, without_secrets

NOT_PUBLIC = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",  # metadata of several clouds
    "168.63.129.16",
    "100.64.0.1",  # carrier's NAT
    "100.100.100.200",
    "192.0.0.192",
    "192.88.99.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",  # 6to4 of 127.0.0.1
    "2002:a00:1::",
    "2001::1",  # Teredo
    "2001:db8::1",
    "100::1",
    "3fff::1",
    "5f00::1",
]
PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_address_off_the_public_internet_is_recognised(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_let_through(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http"),
        ("ftp://example.org/feed", "only http"),
        ("gopher://example.org/", "only http"),
        ("javascript:alert(1)", "only http"),
        ("data:text/xml,<rss/>", "only http"),
        ("//example.org/feed", "only http"),
        ("example.org/feed", "only http"),
        ("", "only http"),
        ("http://", "no host"),
        ("http:///feed", "no host"),
        ("http://user:word@example.org/feed", "user name or password"),
        ("https://token@example.org/feed", "user name or password"),
        ("http://:word@example.org/feed", "user name or password"),
        ("http://example.org:22/", "port 22"),
        ("http://example.org:8080/feed", "port 8080"),
        ("http://example.org:99999/", "can't be read"),
        ("http://[::1/feed", "can't be read"),
        ("http://127.0.0.1/feed", "not on the public internet"),
        ("http://[::1]/feed", "not on the public internet"),
        ("http://[::ffff:127.0.0.1]/feed", "not on the public internet"),
        ("http://169.254.169.254/latest/meta-data/", "not on the public internet"),
        (f"http://example.org/{'x' * 3000}", "longer than"),
    ],
)
def test_address_is_refused_with_its_reason(url: str, why: str) -> None:
    with pytest.raises(SourceError) as caught:
        check_url(url)
    assert caught.value.reason is FetchFailure.REFUSED_ADDRESS
    assert why in caught.value.detail


@pytest.mark.parametrize(
    "url",
    ["https://example.org/feed", "HTTP://EXAMPLE.ORG", "http://example.org:80/", "https://例え.jp/フィード"],
)
def test_ordinary_address_is_accepted(url: str) -> None:
    assert check_url(url).host


def test_operators_may_allow_their_own_network() -> None:
    assert check_url("http://127.0.0.1:8080/feed", allow_private=True).port == 8080
    for url in ("file:///etc/passwd", "http://user:word@10.0.0.1/"):
        with pytest.raises(SourceError):
            check_url(url, allow_private=True)


def test_password_is_not_repeated_in_the_refusal() -> None:
    with pytest.raises(SourceError) as caught:
        check_url("https://user:hunter2@example.org/feed?key=hunter2")
    assert "hunter2" not in str(caught.value)


def test_logged_address_has_no_query_and_no_user() -> None:
    shown = without_secrets("https://user:word@example.org:8443/feed?api_key=hunter2#hunter2")
    assert shown == "https://example.org:8443/feed?..."


@given(st.text())
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    try:
        scheme = check_url(text).scheme
    except SourceError as refused:
        scheme = refused.reason
    assert scheme in ("http", "https", FetchFailure.REFUSED_ADDRESS)
    assert "\n" not in without_secrets("https://example.org/?" + text)


@given(st.ip_addresses(v=4).filter(lambda ip: ip.is_private or ip.is_multicast or ip.is_reserved))
def test_private_number_is_refused_however_it_is_wrapped(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    assert not is_public(str(address))
    assert not is_public(f"::ffff:{address}")
    assert not is_public(f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}")
    assert not is_public(f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1")
