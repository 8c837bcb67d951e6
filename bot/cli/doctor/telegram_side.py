"""The token, with a real getMe, and what stands in the way of polling."""

from bot.cli.doctor.finding import Finding, fine, warning, wrong
from bot.config import Config
from bot.delivery.probe import Identity, Refusal, who_am_i

_BOTFATHER = "Ask @BotFather (/token) and put it into SITREP_TELEGRAM_TOKEN or telegram.token_file."
_GET_ONE = (
    "sitrep init asks for one and writes config.toml. By hand: /newbot to @BotFather, and what he answers "
    "into SITREP_TELEGRAM_TOKEN or telegram.token_file. Without a token: sitrep demo."
)


async def check_token(config: Config) -> Finding:
    """Ask Telegram who we are."""
    token = config.telegram.token
    if not token:
        return wrong("token", "is missing", _GET_ONE)
    if ":" not in token or not token.split(":", 1)[0].isdigit():
        return wrong("token", "does not look like a bot token (123456789:AA…)", _BOTFATHER)
    answer = await who_am_i(token, config.telegram.base_url)
    if isinstance(answer, Refusal):
        if answer.wrong_token:
            return wrong("token", f"Telegram refuses it ({answer.reason})", _BOTFATHER)
        return wrong(
            "token",
            f"could not be checked: {answer.reason}",
            "Is the network there, and telegram.base_url right? Sitrep itself goes on trying.",
        )
    return _known(answer, wanted=bool(config.telegram.webhook_url))


def _known(bot: Identity, *, wanted: bool) -> Finding:
    if bot.webhook and not wanted:
        return warning(
            "token", f"@{bot.username}, with a webhook set", "Sitrep removes it at its start, for it polls."
        )
    return fine("token", f"@{bot.username}")
