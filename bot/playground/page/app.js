// The page: connects, keeps the chats, the clock and the sound.

import { Chat } from "./chat.js";
import { alertBox, el, post, toast } from "./dom.js";

const chats = new Map();
const unread = new Map();
let active = 0;
let sound = false;
let audio;

const at = (id) => document.getElementById(id);

function connect() {
  const events = new EventSource("/play/events");
  events.onmessage = (event) => on(JSON.parse(event.data));
  events.onerror = () => { at("hint").textContent = "The playground does not answer; trying again …"; };
}

function on(event) {
  const chat = chats.get(event.chat_id);
  switch (event.kind) {
    case "snapshot": return start(event);
    case "clock": return showClock(event.clock, event.appeared ?? []);
    case "message":
    case "edit": return chat?.put(event.message);
    case "delete": return chat?.remove(event.message_id);
    case "action": return chat?.typing();
    case "keyboard": return chat?.offer(event.markup);
    case "chat": return chat ? chat.update(event.chat) : add(event.chat);
    case "commands": return event.chats.forEach((each) => chats.get(each.id)?.update(each));
    case "answer":
      chat?.answered(event.message_id);
      if (event.text) (event.show_alert ? alertBox : toast)(event.text);
      return undefined;
    default: return undefined;
  }
}

let bot;

function start(snapshot) {
  bot = snapshot.bot;
  const focused = active;
  chats.clear();
  at("chats").replaceChildren();
  at("list").replaceChildren();
  snapshot.chats.forEach(add);
  showClock(snapshot.clock, []);
  activate(chats.has(focused) ? focused : snapshot.chats[0]?.id, false);
  document.body.dataset.ready = "yes";
}

function add(data) {
  const chat = new Chat(data, bot, { onUnread: arrived, onLocation: askPlace });
  chats.set(data.id, chat);
  unread.set(data.id, 0);
  at("chats").append(chat.element);
  const badge = el("span", { class: "badge", hidden: true });
  const button = el("button", { type: "button", id: `go${data.id}`, onclick: () => activate(data.id, true) }, el("span", {}, data.title), badge);
  at("list").append(el("li", {}, button));
  chat.element.addEventListener("focusin", () => { if (active !== data.id) activate(data.id, false); });
  requestAnimationFrame(() => chat.toEnd());
}

function activate(id, focus) {
  active = id;
  for (const [each, chat] of chats) {
    chat.element.classList.toggle("active", each === id);
    const button = at(`go${each}`);
    if (each === id) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  const chat = chats.get(id);
  if (!chat) return;
  count(id, 0);
  if (focus) {
    chat.element.scrollIntoView({ block: "nearest", inline: "nearest" });
    chat.toEnd();
    chat.input.focus();
  }
}

function count(id, number) {
  unread.set(id, number);
  const badge = at(`go${id}`).querySelector(".badge");
  badge.hidden = number === 0;
  badge.textContent = number ? `${number}` : "";
  badge.setAttribute("aria-label", `${number} new`);
}

function arrived(chat, message) {
  if (chat.id !== active) count(chat.id, (unread.get(chat.id) ?? 0) + 1);
  if (sound && !message.silent) ring();
}

function ring() {
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = 880;
  volume.gain.setValueAtTime(0.15, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.4);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.4);
}

function showClock(clock, appeared) {
  at("clock").textContent = `Day ${clock.day} of 7 · ${clock.weekday} · ${clock.time}`;
  at("progress").max = clock.total;
  at("progress").value = clock.published;
  at("count").textContent = `${clock.published} of ${clock.total} reports`;
  if (document.activeElement !== at("pace")) at("pace").value = clock.pace;
  const over = clock.next_in_s === null;
  at("next").disabled = over || !clock.ready;
  at("pace").disabled = over || !clock.ready;
  if (appeared.length) {
    at("hint").textContent = `Out now: ${appeared.map((each) => each.title).join(" · ")}`;
  } else if (over) {
    at("hint").textContent = "The sample week is over. Commands still work; start again for another week.";
  } else if (!clock.ready) {
    at("hint").textContent = "The bot is reading its feeds for the first time …";
  } else if (!clock.begun) {
    at("hint").textContent = "Press or type /subscribe Karachi in a chat: with it the week begins. Or press “Next report”.";
  } else if (at("hint").textContent.startsWith("The ") || at("hint").textContent.startsWith("Press")) {
    at("hint").textContent = "";
  }
}

at("pace").addEventListener("change", () => post("pace", { pace: at("pace").value }).then((state) => !state.error && showClock(state, [])));
at("next").addEventListener("click", () => post("next", {}));
at("sound").addEventListener("click", () => {
  sound = !sound;
  at("sound").setAttribute("aria-pressed", String(sound));
  at("sound").textContent = sound ? "Sound on" : "Sound off";
  if (sound) ring();
});

let asking;

function askPlace(chat) {
  asking = chat;
  setPlace();
  at("place").returnValue = "";
  at("place").showModal();
}

function setPlace() {
  const [lat, lon] = at("place-name").value.split(",");
  at("lat").value = lat;
  at("lon").value = lon;
}

at("place-name").addEventListener("change", setPlace);
at("place").addEventListener("close", async () => {
  if (at("place").returnValue !== "share") return;
  const answer = await post("location", { chat_id: asking.id, latitude: Number(at("lat").value), longitude: Number(at("lon").value), user_id: asking.speaker() });
  if (answer.error) toast(answer.error);
  asking.input.focus();
});

connect();
