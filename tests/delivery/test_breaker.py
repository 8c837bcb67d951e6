"""When nothing is sent at all."""

from bot.delivery.breaker import Breaker, Trouble
from bot.model.alert import Ambiguous, Gone, NotSent, Rejected, Sent

DOWN = NotSent("no connection", whole_token=True)
REFUSED = NotSent("401: Telegram does not know this token", whole_token=True)


def test_what_concerns_one_chat_leaves_it_closed() -> None:
    breaker = Breaker()
    for outcome in (Sent(1), Gone("blocked"), Rejected("x"), NotSent("429 too many requests", 5.0)):
        breaker.after_send(outcome, 0.0)
    assert not breaker.open


def test_unsure_send_opens_it_and_is_asked_about_at_once() -> None:
    breaker = Breaker()
    breaker.after_send(Ambiguous("502 from Telegram"), 10.0)
    assert breaker.open
    assert not breaker.sure
    assert breaker.probe_at() == 10.0
    breaker.after_probe(Sent(None), 10.1)
    assert not breaker.open


def test_outage_is_asked_about_ever_more_rarely_up_to_a_minute() -> None:
    breaker = Breaker()
    breaker.after_send(DOWN, 0.0)
    now, waits = 0.0, []
    for _ in range(10):
        breaker.after_probe(DOWN, now)
        waits.append(breaker.probe_at() - now)
        now = breaker.probe_at()
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert breaker.trouble is Trouble.NETWORK
    assert breaker.sure


def test_later_sends_do_not_shorten_the_wait() -> None:
    breaker = Breaker()
    breaker.after_send(DOWN, 0.0)
    breaker.after_probe(DOWN, 0.0)
    breaker.after_probe(DOWN, 1.0)
    breaker.after_send(DOWN, 1.5)
    assert breaker.probe_at() == 3.0


def test_refused_token_is_its_own_trouble_and_heals() -> None:
    breaker = Breaker()
    breaker.after_send(REFUSED, 0.0)
    assert breaker.trouble is Trouble.TOKEN
    assert breaker.sure
    breaker.after_probe(REFUSED, 0.0)
    assert breaker.probe_at() == 30.0
    breaker.after_probe(Sent(None), 30.0)
    assert not breaker.open


def test_429_to_a_probe_waits_as_told_and_stays_open() -> None:
    breaker = Breaker()
    breaker.after_send(DOWN, 0.0)
    breaker.after_probe(NotSent("429 too many requests", 20.0), 0.0)
    assert breaker.open
    assert breaker.probe_at() == 20.0
