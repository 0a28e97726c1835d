"""What our scripts in the browser share (`st.components.v2`, each a module of its own there)."""

# The browser fetches a script after the words that it serves, and a click that comes before it is lost. So a script
# says when it works, by an element of a class of its own, and components/style.css hides what it serves until then.
SAYS_THAT_IT_WORKS = """
function saysThatItWorks(place, name) {
  if (place.querySelector(`.${name}`)) return;
  const mark = document.createElement("i");
  mark.className = name;
  place.append(mark);
}
"""

# A click that asks for another tab or window is the browser's own affair.
KEEPS_NEW_TABS = """
function wantsNewTab(event) {
  return event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}
"""
