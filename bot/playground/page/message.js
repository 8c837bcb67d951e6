// One message as the app shows it: entities, picture, reply, buttons, marks.

import { clockTime, el, post, safeUrl, toast } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const FOLD_LINES = 3;
let folds = 0;

/** Text with entities as nodes. Offsets count UTF-16 units, as JavaScript's strings do. */
export function formatted(text, entities, onCommand) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return part(text, sorted, 0, text.length, onCommand);
}

function part(text, entities, start, end, onCommand) {
  const nodes = document.createDocumentFragment();
  let at = start;
  for (let n = 0; n < entities.length; n += 1) {
    const entity = entities[n];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) continue;
    // What begins inside this one is shown inside it; where it reaches further, its rest comes after.
    const inner = [];
    const later = [];
    for (const other of entities.slice(n + 1)) {
      const stop = other.offset + other.length;
      if (other.offset < to) inner.push(other);
      if (stop > to) later.push({ ...other, offset: Math.max(other.offset, to), length: stop - Math.max(other.offset, to) });
    }
    nodes.append(text.slice(at, from), wrapped(entity, text, inner, from, to, onCommand));
    // A block ends its line: the line break after it is not shown a second time.
    const next = BLOCKS.has(entity.type) && text[to] === "\n" ? to + 1 : to;
    nodes.append(part(text, later, next, Math.max(next, end), onCommand));
    return nodes;
  }
  nodes.append(text.slice(at, end));
  return nodes;
}

function wrapped(entity, text, inner, from, to, onCommand) {
  const content = part(text, inner, from, to, onCommand);
  const shown = text.slice(from, to);
  switch (entity.type) {
    case "text_link":
    case "url":
    case "email": {
      const url = safeUrl(entity.url ?? (entity.type === "email" ? `mailto:${shown}` : shown));
      return url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, content) : el("span", {}, content);
    }
    case "bot_command":
      return el("button", { type: "button", class: "command", dir: "auto", onclick: () => onCommand(shown) }, shown);
    case "spoiler":
      return el("button", {
        type: "button", class: "spoiler", "aria-label": "Hidden text, press to show",
        onclick: (event) => { event.currentTarget.classList.add("open"); event.currentTarget.removeAttribute("aria-label"); },
      }, content);
    case "blockquote":
      return el("blockquote", {}, content);
    case "expandable_blockquote":
      return foldable(content, shown);
    case "mention":
    case "text_mention":
    case "hashtag":
      return el("span", { class: "mention" }, content);
    default:
      return TAGS[entity.type] ? el(TAGS[entity.type], {}, content) : el("span", {}, content);
  }
}

function foldable(content, shown) {
  folds += 1;
  const id = `fold-${folds}`;
  const quote = el("blockquote", { id, class: "folded" }, content);
  if (shown.split("\n").length <= FOLD_LINES && shown.length < 140) {
    quote.classList.remove("folded");
    return quote;
  }
  const button = el("button", { type: "button", class: "fold", "aria-expanded": "false", "aria-controls": id }, "Show more ▾");
  button.addEventListener("click", () => {
    const open = !quote.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Show less ▴" : "Show more ▾";
  });
  return el("div", { class: "quote" }, quote, button);
}

/** The first words of a message, for a reply's head. */
function gist(message) {
  const text = message.text ?? message.caption ?? (message.location ? "📍 Location" : message.photo ? "🖼 Picture" : message.document ? "📄 File" : "Message");
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}

/** Make the element of a message. ``chat`` is the panel that it stands in. */
export function messageElement(message, chat) {
  const id = `m${chat.id}_${message.message_id}`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id || message.forum_topic_created) {
    return el("li", { id, class: "service", tabindex: "-1" }, "The group has changed.");
  }
  const author = message.by_bot ? chat.bot.first_name : (message.from?.first_name ?? message.sender_chat?.title ?? "");
  const silent = message.by_bot && message.silent;
  const body = el("div", { class: "bubble" });
  if (chat.type !== "private" || message.by_bot) {
    body.append(el("p", { class: "author" }, author, message.by_bot ? el("span", { class: "bot" }, "bot") : ""));
  }
  if (message.reply_to_message) body.append(replyHead(message.reply_to_message, chat));
  if (message.photo) {
    const alt = message.caption ? "Picture for the text below" : "Picture";
    body.append(el("img", { src: `/play/files/${encodeURIComponent(message.file_id)}`, alt, loading: "lazy", width: message.photo[0].width, height: message.photo[0].height }));
  }
  if (message.document) {
    body.append(el("a", { class: "file", href: `/play/files/${encodeURIComponent(message.file_id)}`, download: message.document.file_name ?? "file" }, `📄 ${message.document.file_name ?? "file"}`));
  }
  if (message.location) {
    const { latitude, longitude } = message.location;
    body.append(el("p", { class: "location" }, `📍 ${latitude.toFixed(4)}, ${longitude.toFixed(4)}`));
  }
  const text = message.text ?? message.caption;
  if (text) {
    body.append(el("div", { class: "text", dir: "auto" }, formatted(text, message.entities ?? message.caption_entities, (command) => chat.say(command))));
  }
  body.append(foot(message, silent));
  const item = el("li", {
    id, tabindex: "-1", class: message.by_bot ? "in" : "out",
    dataset: { id: message.message_id, silent: silent ? "yes" : "no" },
  }, body);
  const keyboard = message.reply_markup?.inline_keyboard;
  if (keyboard) item.append(keyboardElement(keyboard, message, chat));
  return item;
}

function replyHead(replied, chat) {
  return el("button", {
    type: "button", class: "reply",
    onclick: () => {
      const target = document.getElementById(`m${chat.id}_${replied.message_id}`);
      if (!target) return toast("That message is gone.");
      target.scrollIntoView({ block: "center" });
      target.focus();
      return undefined;
    },
  }, el("span", { class: "hidden" }, "In reply to: "), el("span", { dir: "auto" }, gist(replied)));
}

function foot(message, silent) {
  const line = el("p", { class: "foot" });
  if (message.edit_date) {
    const earlier = message.history ?? [];
    if (earlier.length) {
      const list = el("ol", { class: "history" }, ...earlier.map((each) => el("li", { dir: "auto" }, each.text ?? each.caption ?? "")));
      line.append(el("details", {}, el("summary", {}, "edited"), list));
    } else {
      line.append(el("span", {}, "edited"));
    }
  }
  if (message.by_bot) {
    line.append(el("span", { class: "ring", role: "img", "aria-label": silent ? "sent without sound" : "sent with sound", title: silent ? "sent without sound" : "sent with sound" }, silent ? "🔕" : "🔔"));
  }
  line.append(el("time", { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)));
  return line;
}

function keyboardElement(rows, message, chat) {
  return el("div", { class: "keys", role: "group", "aria-label": "Buttons" },
    ...rows.map((row) => el("div", { class: "row" }, ...row.map((button) => key(button, message, chat)))));
}

function key(button, message, chat) {
  const style = button.style ? ` ${button.style}` : "";
  if (button.url) {
    const url = safeUrl(button.url);
    return el("a", { class: `key${style}`, href: url || undefined, target: "_blank", rel: "noopener noreferrer" }, `${button.text} ↗`);
  }
  if (button.copy_text) {
    return el("button", { type: "button", class: `key${style}`, dir: "auto", title: button.copy_text.text, onclick: () => copy(button.copy_text.text) }, `${button.text} ⧉`);
  }
  return el("button", {
    type: "button", class: `key${style}`, dir: "auto", dataset: { data: button.callback_data ?? "" },
    onclick: async (event) => {
      const pressed = event.currentTarget;
      pressed.setAttribute("aria-busy", "true");
      const answer = await post("press", { chat_id: chat.id, message_id: message.message_id, data: button.callback_data, user_id: chat.speaker() });
      if (answer.error) {
        pressed.removeAttribute("aria-busy");
        toast(answer.error);
      }
    },
  }, button.text);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied.");
  } catch {
    toast(`This browser does not let a page copy. The text: ${text}`);
  }
}
