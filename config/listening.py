"""Where the web server listens, and by which names it is reached unless ROVIEC_URL and ROVIEC_HOSTS say otherwise."""

from ipaddress import ip_address

from config import env

LOCAL = "127.0.0.1"
LOCAL_NAMES = [LOCAL, "localhost", "[::1]"]


def address() -> tuple[str, int]:
    """Host and port. ``PORT`` is what many services that run programs set; ROVIEC_PORT goes before it."""
    return env.text("ROVIEC_HOST") or LOCAL, env.number("ROVIEC_PORT", env.number("PORT", 8000))


def is_everywhere() -> bool:
    """True when it listens on every address of the machine, none of which is then its name."""
    try:
        return ip_address(address()[0]).is_unspecified
    except ValueError:  # a name
        return False


def url() -> str:
    """The address to open on this machine.

    >>> url()
    'http://127.0.0.1:8000'
    """
    host, port = address()
    return f"http://{LOCAL if is_everywhere() else _in_address(host)}:{port}"


def names() -> list[str]:
    """Host names that requests may come by: those of this machine to itself, and the address it listens on."""
    host = _in_address(address()[0])
    return LOCAL_NAMES if is_everywhere() or host in LOCAL_NAMES else [*LOCAL_NAMES, host]


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
