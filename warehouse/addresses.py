"""Which network addresses are the public internet's. Connects to nothing."""

import ipaddress


def is_address(host: str) -> bool:
    """Whether a host is written as a number, not as a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet; private, loopback, link-local and multicast ones are not."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_global and not ip.is_multicast
