"""Names for the arrays of the Laplace approximation."""

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
