"""Clicks on the map that deck.gl does not take for clicks, done once more.

deck.gl takes a press for a click if it ends within a quarter of a second, its own look at what lies under the pointer
included. A hand that rests on the button is slower; so is the look itself on a busy machine without a graphics
processor, as virtual and remote desktops are.
"""

import streamlit as st

SCRIPT = """
const PATIENCE = 255;  // milliseconds: deck.gl's 250, and what may lie between its clock and ours
const REACH = 9;  // pixels that the hand may move meanwhile, as deck.gl has it
const TRIES = 3;

export default function ({ data }) {
  let pressed = null;
  const down = (event) => {
    if (!event.isTrusted) return;
    const onMap = event.button === 0 && event.isPrimary && event.target.closest(`.st-key-${data.map} canvas`);
    pressed = onMap ? { event, clock: Date.now() } : null;
  };
  const up = (event) => {
    if (event.isTrusted && pressed) pressed.taken = Date.now() - pressed.clock < PATIENCE;
  };
  const click = (event) => {  // the browser's own, however long the press
    if (!event.isTrusted || !pressed) return;
    const { event: press, taken } = pressed;
    pressed = null;
    const far = Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > REACH;
    if (!taken && !far) again(press, TRIES);
  };
  const heard = { pointerdown: down, pointerup: up, click };
  for (const type in heard) document.addEventListener(type, heard[type], true);
  return () => {
    for (const type in heard) document.removeEventListener(type, heard[type], true);
  };
}

// Two frames later nothing waits to be drawn that the look would have to wait for.
function again(press, tries) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (!press.target.isConnected) return;
    const clock = Date.now();
    send("pointerdown", press, 1);
    const lost = Date.now() - clock > PATIENCE;
    send("pointerup", press, 0);
    if (lost && tries > 1) again(press, tries - 1);
  }));
}

function send(type, { target, clientX, clientY, pointerId, pointerType }, buttons) {
  target.dispatchEvent(new PointerEvent(type, {
    clientX, clientY, pointerId, pointerType, buttons,
    button: 0, isPrimary: true, bubbles: true, cancelable: true, composed: true,
  }));
}
"""


def take_slow_clicks(map_key: str) -> None:
    """Make slow clicks count on the map of that key."""
    component = st.components.v2.component("steppe_slow_clicks", js=SCRIPT)
    component(key=f"{map_key}-slow-clicks", data={"map": map_key}, height=1)
