"""An alert is written in the language of the chat that it goes to."""

from tests.delivery.conftest import Desk
from tests.storage.builders import alert


async def test_one_incident_is_told_to_each_chat_in_its_language(desk: Desk) -> None:
    for chat_id, lang in ((7, "en"), (8, "zh"), (9, "ur")):
        await desk.chat(chat_id, lang=lang)
    await desk.owe(alert(7), alert(8), alert(9))
    async with desk.sending():
        await desk.until_counts(sent=3)
    told = {chat_id: str(desk.telegram.sends(chat_id)[0]) for chat_id in (7, 8, 9)}
    assert "Karachi: " in told[7]
    assert "卡拉奇：" in told[8]
    assert "کراچی: " in told[9]
    assert "Details" in told[7]
    assert "详情" in told[8]
    assert "تفصیل" in told[9]
