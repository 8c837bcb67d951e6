"""``sitrep demo`` as a person starts it: a process that prints an address and ends with Ctrl-C."""

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from bot.cli import build_parser
from bot.cli.demo import demo_config
from bot.playground.assembly import Playground
from bot.playground.standin import TOKEN


@pytest.mark.slow
def test_it_prints_its_address_serves_the_page_and_leaves_nothing_behind(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "DISPLAY": ":99"},
    )
    try:
        assert process.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            said += line
        url = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert url, said
        with urllib.request.urlopen(url[0], timeout=10) as response:
            assert "SAMPLE" in response.read().decode()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    assert "SAMPLE" in said
    assert list(tmp_path.glob("sitrep-demo-*")) == []


def test_a_taken_port_is_named() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "bot", "demo", "--port", str(port)],
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


async def test_the_bot_is_told_of_the_playground_alone(tmp_path: Path) -> None:
    playground = Playground()
    await playground.start()
    try:
        config = demo_config(playground, tmp_path)
        assert config.telegram.token == playground.standin.token != TOKEN
        addresses = [config.telegram.base_url, *(source.url for source in config.sources)]
        assert all(address.startswith(playground.url) for address in addresses)
        assert str(tmp_path) in config.storage.url
        assert len({source.name for source in config.sources}) == 7
    finally:
        await playground.stop()


def test_the_parser_knows_the_command() -> None:
    args = build_parser().parse_args(["demo", "--port", "8080", "--no-browser"])
    assert (args.command, args.port, args.browser) == ("demo", 8080, False)
