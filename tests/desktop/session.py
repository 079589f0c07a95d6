"""One session in a real window, by keys alone, reading every control through AT-SPI; tests/desktop/run starts it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

LONG = 30
met = []
ROLES = {"push button", "button", "check box", "radio button", "text", "entry", "combo box", "spin button", "table",
         "list", "page tab", "link", "password text", "toggle button"}  # fmt: skip


def until(what, found):
    """Wait for something on screen, as somebody would; the end of the session when it never comes."""
    last = time.monotonic() + LONG
    while time.monotonic() < last:
        try:
            if result := found():
                return result
        except GLib.Error:
            pass  # what is being read has just gone
        time.sleep(0.2)
    sys.exit(f"never seen: {what}")


def everything(thing):
    yield thing
    for number in range(min(thing.get_child_count(), 200)):
        child = thing.get_child_at_index(number)
        if child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield from everything(child)


def desk():
    screen = Atspi.get_desktop(0)
    apps = (screen.get_child_at_index(number) for number in range(screen.get_child_count()))
    return next((app for app in apps if app and app.get_name() == "complaint-desk" and app.get_child_count()), None)


def named(app, words):
    return [thing for thing in everything(app) if words in (thing.get_name() or "")]


def chosen(app, words):
    """The place of the rail that is marked as the page one is on."""
    return [thing for thing in named(app, words) if thing.get_state_set().contains(Atspi.StateType.CHECKED)]


def keys(*names):
    subprocess.run(["xdotool", "key", "--delay", "60", *names], check=True)


def unnamed(app):
    controls = [thing for thing in everything(app) if thing.get_role_name() in ROLES]
    met.append(len(controls))
    return [thing.get_role_name() for thing in controls if not (thing.get_name() or "").strip()]


def session():
    app = until("the desk on the bus of screen readers", desk)
    until("the sign-in", lambda: named(app, "PIN"))
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "."]
    window = subprocess.run(search, capture_output=True, text=True, check=True)
    subprocess.run(["xdotool", "windowfocus", window.stdout.split()[0]], check=False)
    wrong = unnamed(app)
    keys("Return")  # the first name
    subprocess.run(["xdotool", "type", "--delay", "60", sys.argv[2]], check=True)
    keys("Return")
    until("the first page", lambda: chosen(app, "Hôm nay"))
    for key, page in (("ctrl+2", "Vụ việc"), ("ctrl+3", "Cam kết"), ("ctrl+1", "Hôm nay")):
        keys(key)
        until(page, lambda page=page: chosen(app, page))
        wrong += unnamed(app)
    print(f"desktop: signed in by keys; {sum(met)} controls on four screens read through AT-SPI, unnamed: {wrong}")
    return int(bool(wrong) or min(met) < 5)


def main():
    program = subprocess.Popen(
        [os.environ["PYTHON"], "-m", "desk", "--in", "en", "demo"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    sys.argv.append(subprocess.run(
        [os.environ["PYTHON"], "-c", "from desk.commands.demo import PIN; print(PIN)"],
        capture_output=True, text=True, check=True, cwd=Path.cwd(),
    ).stdout.strip())  # fmt: skip
    try:
        return session()
    finally:
        program.kill()
        program.wait()


if __name__ == "__main__":
    sys.exit(main())
