"""How fast a provider may be asked: a token bucket for each operation. Asks nothing itself."""

import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rate:
    """What a provider allows: `burst` requests at once, and `per_second` more as time goes by."""

    per_second: float
    burst: int = 1


@dataclass
class Pace:
    """The token buckets of one connection, one for each operation that has a rate; others go unhindered."""

    rates: dict[str, Rate] = field(default_factory=dict)
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_for(self, operation: str) -> None:
        """Return when the operation may be asked once more."""
        time.sleep(self._reserve(operation))

    def _reserve(self, operation: str) -> float:
        """Take a token, and say after how many seconds it is there."""
        rate = self.rates.get(operation)
        if rate is None:
            return 0
        with self._lock:
            moment = time.monotonic()
            tokens, since = self._buckets.get(operation, (float(rate.burst), moment))
            tokens = min(rate.burst, tokens + (moment - since) * rate.per_second) - 1
            self._buckets[operation] = (tokens, moment)
        return max(0.0, -tokens / rate.per_second)
