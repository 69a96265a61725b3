"""What happens to stock when orders arrive and goods are sold, all SKUs and policies at once. Decides no order."""

import numpy as np
import numpy.typing as npt

Units = npt.NDArray[np.int64]


class Shelves:
    """Stock of each policy and SKU, day by day. Arrays are policies x SKUs; what is not there when asked for is lost.

    on_hand -- units at the end of the day. on_order -- units that were ordered and have not arrived.
    asked, sold -- units since the measuring began. empty_days -- days on which less was there than was asked for.
    held -- the sum of the units at the end of each measured day.
    """

    def __init__(self, first_stock: Units, policies: int, days: int, longest_lead_days: int) -> None:
        self.on_hand: Units = np.tile(first_stock, (policies, 1))
        self.on_order: Units = np.zeros_like(self.on_hand)
        self.asked, self.sold, self.empty_days, self.held = (np.zeros_like(self.on_hand) for _ in range(4))
        self.measured_days = 0
        self._arriving = np.zeros((days + longest_lead_days + 1, *self.on_hand.shape), np.int64)

    def order(self, day: int, quantities: Units, lead_days: Units) -> None:
        """Order on the evening of `day`; what is ordered arrives on the morning so many days later (at least one)."""
        policies, skus = np.indices(quantities.shape)
        np.add.at(self._arriving, (day + lead_days, policies, skus), quantities)
        self.on_order += quantities

    def pass_day(self, day: int, demand: Units, is_measured: bool) -> None:
        """Take in what arrives on `day`, then sell what is asked for as far as it is there."""
        arrived = self._arriving[day]
        self.on_order -= arrived
        self.on_hand += arrived
        sold = np.minimum(self.on_hand, demand)
        self.on_hand -= sold
        if is_measured:
            self.measured_days += 1
            self.asked += demand
            self.sold += sold
            self.empty_days += sold < demand
            self.held += self.on_hand
