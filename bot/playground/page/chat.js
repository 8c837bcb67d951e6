// One chat: its messages, the field to write in, the command menu, the keyboard a bot may offer.

import { el, post, toast } from "./dom.js";
import { messageElement } from "./message.js";

const KINDS = { private: "private chat", group: "group", supergroup: "group", channel: "channel" };

const NEAR_END_PX = 80;
/** What somebody who never talked to the bot can begin with, as the app's START button does. */
const BEGINNINGS = { zh: ["/start", "/subscribe 卡拉奇", "/latest 巴基斯坦"], en: ["/start", "/subscribe Karachi", "/latest Pakistan"] };

export class Chat {
  constructor(data, bot, { onUnread, onLocation }) {
    this.below = [];
    this.id = data.id;
    this.bot = bot;
    this.onUnread = onUnread;
    this.onLocation = onLocation;
    this.busy = 0;
    this.build();
    this.update(data);
    this.countBelow();
    this.log.append(this.beginnings(data.people[0]?.lang));
    for (const message of data.messages) this.put(message, true);
  }

  build() {
    const name = `chat${this.id}`;
    this.title = el("h2", { id: `${name}-title` });
    this.about = el("p", { class: "about" });
    this.log = el("ol", { class: "log", role: "log", "aria-labelledby": `${name}-title`, tabindex: "0", onscroll: () => this.countBelow() });
    this.down = el("button", { type: "button", class: "down", hidden: true, onclick: () => { this.toEnd(); this.input.focus(); } });
    this.state = el("p", { class: "state", role: "status" });
    this.who = el("select", { "aria-label": "Write as", onchange: () => this.showMenu(false) });
    this.input = el("textarea", {
      rows: "1", placeholder: "Message or /", "aria-label": "Message", "aria-autocomplete": "list",
      "aria-controls": `${name}-menu`, "aria-expanded": "false", role: "combobox", autocomplete: "off",
      onkeydown: (event) => this.onKey(event), oninput: () => this.onInput(),
    });
    this.menuButton = el("button", { type: "button", class: "menu", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": `${name}-menu`, onclick: () => this.showMenu(this.menu.hidden, true) }, "☰", el("span", { class: "hidden" }, "Commands"));
    this.menu = el("ul", { id: `${name}-menu`, class: "commands", role: "listbox", "aria-label": "Commands", hidden: true });
    this.place = el("button", { type: "button", class: "place", title: "Share a location", onclick: () => this.onLocation(this) }, "📍", el("span", { class: "hidden" }, "Share a location"));
    const send = el("button", { type: "submit", class: "send", title: "Send" }, "➤", el("span", { class: "hidden" }, "Send"));
    this.keys = el("div", { class: "offered", role: "group", "aria-label": "Suggested answers", hidden: true });
    const form = el("form", { class: "write", onsubmit: (event) => { event.preventDefault(); this.send(); } },
      this.who, this.menuButton, this.input, this.place, send);
    this.element = el("section", { class: "chat", id: name, "aria-labelledby": `${name}-title` },
      el("header", {}, this.title, this.about), this.log, this.down, this.state, this.menu, this.keys, form);
  }

  update(data) {
    this.type = data.type;
    this.name = data.title;
    this.people = data.people;
    this.title.textContent = data.title;
    const gone = { blocked: " · bot blocked", kicked: " · bot removed", left: " · bot has left" }[data.bot] ?? "";
    this.about.textContent = (data.type === "private"
      ? `private chat${data.people[0]?.lang ? ` · app in ${data.people[0].lang}` : ""}`
      : `${KINDS[data.type]} · ${data.people.map((p) => p.name + (p.admin ? " (admin)" : "")).join(", ")}`) + gone;
    const chosen = this.who.value;
    this.who.replaceChildren(...data.people.map((p) => el("option", { value: p.id }, p.admin ? `${p.name} (admin)` : p.name)));
    if (chosen && data.people.some((p) => String(p.id) === chosen)) this.who.value = chosen;
    this.who.hidden = data.people.length < 2;
  }

  speaker() {
    return Number(this.who.value) || undefined;
  }

  commands() {
    const person = this.people.find((p) => p.id === this.speaker()) ?? this.people[0];
    return person?.commands ?? [];
  }

  beginnings(lang) {
    const texts = BEGINNINGS[lang] ?? BEGINNINGS.en;
    return el("li", { class: "first" }, el("p", {}, "Nothing said yet. Begin with:"),
      ...texts.map((text) => el("button", { type: "button", class: "key", onclick: () => { this.input.focus(); this.say(text); } }, text)));
  }

  put(message, early = false) {
    this.log.querySelector(".first")?.remove();
    const atEnd = this.atEnd();
    const element = messageElement(message, this);
    const old = document.getElementById(element.id) ?? this.log.querySelector(`#${CSS.escape(element.id)}`);
    if (old) {
      const focused = old.contains(document.activeElement);
      const index = focused ? [...old.querySelectorAll("button, a")].indexOf(document.activeElement) : -1;
      old.replaceWith(element);
      if (focused) (element.querySelectorAll("button, a")[index] ?? element).focus({ preventScroll: true });
      if (!early) element.classList.add("changed");
    } else {
      this.log.append(element);
    }
    if (!early && atEnd) this.toEnd(old ? undefined : element);
    else if (!early && !old) this.below.push(element);
    this.countBelow();
    if (!early && !old && message.by_bot) {
      this.state.textContent = "";
      this.onUnread(this, message);
    }
  }

  remove(messageId) {
    this.log.querySelector(`[data-id="${messageId}"]`)?.remove();
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END_PX;
  }

  /** Scroll to the end; a new message that is taller than the chat is shown from its beginning. */
  toEnd(newest) {
    const head = newest ? newest.offsetTop - this.log.offsetTop - 8 : Infinity;
    this.log.scrollTop = Math.min(this.log.scrollHeight, head);
  }

  /** Say how many messages came below what is on the screen and were not seen since. */
  countBelow() {
    const end = this.log.offsetTop + this.log.scrollTop + this.log.clientHeight - NEAR_END_PX / 2;
    this.below = this.below.filter((each) => each.isConnected && each.offsetTop > end);
    this.down.hidden = this.below.length === 0;
    this.down.textContent = `↓ ${this.below.length} new`;
  }

  answered(messageId) {
    for (const key of this.log.querySelectorAll(`[data-id="${messageId}"] [aria-busy]`)) key.removeAttribute("aria-busy");
  }

  typing() {
    this.state.textContent = `${this.bot.first_name} is typing…`;
    clearTimeout(this.busy);
    this.busy = setTimeout(() => { this.state.textContent = ""; }, 5000);
  }

  offer(markup) {
    const rows = markup.keyboard ?? [];
    this.keys.hidden = rows.length === 0;
    this.keys.replaceChildren(...rows.map((row) => el("div", { class: "row" }, ...row.map((each) => el("button", {
      type: "button", class: "key",
      onclick: () => {
        if (each.request_location) this.onLocation(this);
        else this.say(each.text);
        if (markup.one_time_keyboard) this.keys.hidden = true;
      },
    }, each.text)))));
  }

  async say(text) {
    const answer = await post("say", { chat_id: this.id, text, user_id: this.speaker() });
    if (answer.error) toast(answer.error);
    this.toEnd();
    return !answer.error;
  }

  async send() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.showMenu(false);
    this.input.value = "";
    this.onInput();
    if (!(await this.say(text))) this.input.value = text;
  }

  onInput() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 120)}px`;
    this.showMenu(/^\/\S*$/.test(this.input.value));
  }

  onKey(event) {
    if (event.isComposing) return;
    const options = this.menu.hidden ? [] : [...this.menu.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (options.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.select(options, at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length);
    } else if (options.length && event.key === "Tab" && !event.shiftKey && at >= 0) {
      event.preventDefault();
      this.take(options[at].dataset.command);
    } else if (event.key === "Escape") {
      this.showMenu(false);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (at >= 0) this.choose(options[at].dataset.command);
      else this.send();
    }
  }

  select(options, index) {
    for (const [n, option] of options.entries()) option.setAttribute("aria-selected", String(n === index));
    this.input.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  /** Put a command into the field, to go on writing. */
  take(command) {
    this.input.value = `/${command} `;
    this.showMenu(false);
    this.input.focus();
  }

  /** Send a command at once, as the app does when it is chosen from the menu. */
  choose(command) {
    this.showMenu(false);
    this.input.value = "";
    this.input.focus();
    this.say(`/${command}`);
  }

  showMenu(open, all = false) {
    const typed = all ? "" : this.input.value.slice(1).toLowerCase();
    const fitting = open ? this.commands().filter((each) => each.command.startsWith(typed)) : [];
    const shown = fitting.length > 0;
    this.menu.hidden = !shown;
    this.menuButton.setAttribute("aria-expanded", String(shown));
    this.input.setAttribute("aria-expanded", String(shown));
    this.input.removeAttribute("aria-activedescendant");
    this.menu.replaceChildren(...fitting.map((each, n) => el("li", {
      id: `${this.menu.id}-${n}`, role: "option", "aria-selected": "false", dataset: { command: each.command },
      onclick: () => this.choose(each.command),
    }, el("b", {}, `/${each.command}`), ` ${each.description}`)));
    if (open && all && !shown) toast("The bot has set no commands yet.");
    if (shown && all) this.input.focus();
  }
}
